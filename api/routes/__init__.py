"""The web service's routes, one module for each thing that is asked for; all are plain functions that run in threads."""

from fastapi import APIRouter

from api.routes import (
    adding,
    asking,
    assets,
    claims,
    comparing,
    description,
    docs,
    documents,
    downloads,
    graph,
    graphs,
    health,
    home,
    named,
    review,
    signing_in,
    sitemap,
    sparql,
    taking_in,
    tariffs,
    things,
    update,
)

ROUTERS: tuple[APIRouter, ...] = tuple(
    module.router
    for module in (
        home,
        asking,
        claims,
        tariffs,
        comparing,
        named,
        sparql,
        update,
        graphs,
        description,
        documents,
        taking_in,
        adding,
        review,
        signing_in,
        things,
        graph,
        downloads,
        docs,
        health,
        sitemap,
        assets,
    )
)
"""All routes, in the order of the API page."""

TAGS: list[dict[str, object]] = [
    {"name": name, "description": told}
    for name, told in (
        ("claims", "Who said what: each claim with its speaker, its sectors, its words and where they stand."),
        ("trade measures", "Who imposes what on whom, as documents report it."),
        ("comparisons", "What was said and reported in order of time, and where it differs."),
        ("SPARQL", "The graph itself: queries, updates, whole graphs, and the questions that have a name."),
        ("things", "The address of a thing is its IRI: people, organisations, sectors, measures, documents and more."),
        ("documents", "Documents taken in and removed."),
        ("review", "Verdicts of people on what is doubtful; they outlive every rebuild."),
        ("downloads", "Everything at once."),
        ("service", "For whoever watches over the server."),
    )
]
"""What groups of addresses are about, in the order of the OpenAPI document."""
