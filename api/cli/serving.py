"""The command that serves the explorer and the SPARQL endpoint."""

import socket
from typing import Annotated

import typer

from api.cli.options import BaseOption, StoreOption
from api.cli.printing import say
from api.settings import Settings, load_settings
from kg.errors import SettingsError


def serve(
    store: StoreOption = None,
    host: Annotated[str | None, typer.Option(metavar="ADDRESS", help="Address to listen on [env ONRECORD_HOST].")] = None,
    port: Annotated[int | None, typer.Option(metavar="NUMBER", help="Port, 0 for any free one [env ONRECORD_PORT].")] = None,
    base: BaseOption = None,
) -> None:
    """Serve pages, JSON and SPARQL; an absent store is created empty."""
    # Imported here because the web framework takes a quarter of a second that no other command needs.
    import uvicorn  # noqa: PLC0415

    from api.app import create_app  # noqa: PLC0415
    from api.server import server_config, settle  # noqa: PLC0415

    settings = load_settings(store=store, host=host, port=port, base=base)
    if not settings.is_local and settings.token is None:
        raise SettingsError(
            f"{settings.host} can be reached from elsewhere, and no token guards writing: set ONRECORD_TOKEN, "
            "or serve on 127.0.0.1"
        )
    listening = _listen(settings)
    app = create_app(settings)
    say(f"Serving {settings.store} on {_address(listening)} (Ctrl+C stops)")
    if not settings.is_local and settings.read_token is None:
        say("Anyone who can reach this address can read the graph and the texts in it.")
    settle()
    try:
        uvicorn.Server(server_config(app)).run(sockets=[listening])
    except KeyboardInterrupt:
        say("Stopped.")


def _listen(settings: Settings) -> socket.socket:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            settings.host, settings.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listening = socket.socket(family, kind, protocol)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
    except OSError as error:
        raise SettingsError(
            f"cannot listen on {settings.host}, port {settings.port}: {error.strerror or error}; "
            "choose another with --port or --host"
        ) from error
    return listening


def _address(listening: socket.socket) -> str:
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
