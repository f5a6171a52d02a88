"""SPARQL of every shape, for Hypothesis: mostly well formed, often absurd, sometimes broken."""

from hypothesis import strategies as st

VARIABLES = st.sampled_from(["?s", "?p", "?o", "?x", "$y"])
IRIS = st.sampled_from(["<http://a.example/b>", "schema:text", "kg:Utterance", "a", "<relative>", "<http://ü.example/>", "<>"])
LITERALS = st.one_of(
    st.integers().map(str),
    st.sampled_from(
        ['"x"', "'y'@en", '"1"^^<http://www.w3.org/2001/XMLSchema#integer>', "true", "1e400", "-0.0", '""', '"\\u00e9"']
    ),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters='"\\\n\r'), max_size=8).map(lambda text: f'"{text}"'),
)
TERMS = st.one_of(VARIABLES, IRIS, LITERALS)
PATHS = st.recursive(
    IRIS,
    lambda inner: st.one_of(
        st.builds("({})*".format, inner),
        st.builds("({})?".format, inner),
        st.builds("^{}".format, inner),
        st.builds("!{}".format, inner),
        st.builds("{}/{}".format, inner, inner),
        st.builds("({}|{})".format, inner, inner),
    ),
    max_leaves=4,
)
TRIPLES = st.builds("{} {} {} .".format, TERMS, st.one_of(VARIABLES, PATHS), TERMS)
CALLS = st.sampled_from(
    ["STR({})", "STRLEN({})", "UCASE({})", "YEAR({})", "isBLANK({})", "BOUND({})", "IRI({})", "MD5({})", "ENCODE_FOR_URI({})",
     "REGEX({}, '(a+)+$')", "REPLACE({}, '.', 'xx')", "SUBSTR({}, 2)", "COALESCE({}, 1)", "xsd:integer({})", "RAND() + {}"]
)  # fmt: skip
EXPRESSIONS = st.recursive(
    TERMS,
    lambda inner: st.one_of(
        st.builds(lambda call, value: call.format(value), CALLS, inner),
        st.builds(
            "({} {} {})".format, inner, st.sampled_from(["+", "-", "*", "/", "=", "!=", "<", ">=", "&&", "||", "IN"]), inner
        ),
        st.builds("!{}".format, inner),
    ),
    max_leaves=5,
)
GROUPS = st.recursive(
    st.lists(TRIPLES, max_size=2).map(" ".join),
    lambda inner: st.one_of(
        st.builds("{} OPTIONAL {{ {} }}".format, inner, inner),
        st.builds("{{ {} }} UNION {{ {} }}".format, inner, inner),
        st.builds("{} MINUS {{ {} }}".format, inner, inner),
        st.builds("GRAPH {} {{ {} }}".format, st.one_of(VARIABLES, IRIS), inner),
        st.builds("{} FILTER({})".format, inner, EXPRESSIONS),
        st.builds("{} FILTER NOT EXISTS {{ {} }}".format, inner, inner),
        st.builds("{} BIND({} AS ?b)".format, inner, EXPRESSIONS),
        st.builds("{} VALUES ?x {{ {} UNDEF }}".format, inner, LITERALS),
        st.builds("{{ SELECT * WHERE {{ {} }} LIMIT 3 }}".format, inner),
        st.builds("SERVICE {} {{ {} }}".format, IRIS, inner),
    ),
    max_leaves=5,
)
HEADS = st.one_of(
    st.sampled_from(["SELECT *", "SELECT DISTINCT ?s", "SELECT REDUCED *", "ASK", "CONSTRUCT { ?s ?p ?o }", "DESCRIBE ?s"]),
    st.builds("SELECT ({} AS ?e)".format, EXPRESSIONS),
    st.builds("SELECT ({}({}) AS ?e)".format, st.sampled_from(["COUNT", "SUM", "MIN", "AVG", "SAMPLE", "GROUP_CONCAT"]), TERMS),
)
TAILS = st.sampled_from(["", "LIMIT 5", "ORDER BY DESC(?s) OFFSET 1", "GROUP BY ?s HAVING (COUNT(*) > 1)", "VALUES ?s { 1 }"])
PREFIXES = (
    "PREFIX schema: <https://schema.org/> PREFIX kg: <https://onrecord.example/ontology#> "
    "PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> "
)
QUERIES = st.builds("{}{} WHERE {{ {} }} {}".format, st.sampled_from([PREFIXES, "", "BASE <http://b/> "]), HEADS, GROUPS, TAILS)


@st.composite
def broken(draw: st.DrawFn) -> str:
    """A query with something cut out, doubled or put in."""
    text = draw(QUERIES)
    start = draw(st.integers(0, len(text)))
    end = draw(st.integers(start, min(len(text), start + 20)))
    put_in = draw(
        st.one_of(st.just(""), st.just(text[start:end] * 2), st.text(max_size=5), st.sampled_from(list("{}()<>\"'#\\;.")))
    )
    return text[:start] + put_in + text[end:]


TEXTS = st.one_of(QUERIES, broken(), st.text(max_size=60))
"""What is sent."""
