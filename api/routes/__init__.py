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
