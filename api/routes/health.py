"""Whether the service is well: for those that watch it."""

from importlib.metadata import version

from fastapi import APIRouter

from api.routes.access import Reading

router = APIRouter(tags=["service"])


@router.get("/healthz", summary="Whether the service can read its store")
def health(store: Reading) -> dict[str, str]:
    """Answers 200 with the version where the store can be read."""
    store.ask("ASK { ?thing ?property ?value }", {})
    return {"status": "ok", "version": version("onrecord")}
