"""What the server gives besides the page: our files, Leaflet, the basemap, tallies and exports."""

import mimetypes
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from xstatic.pkg import leaflet

from dashboard.assets import ASSETS_PATH, BASEMAP, BASEMAP_PATH, FRONTEND, LEAFLET_PATH, assets_version
from events.faults import RecordError

FOREVER = "public, max-age=31536000, immutable"

mimetypes.add_type("text/javascript", ".js")
mimetypes.add_type("application/geo+json", ".geojson")


class PublicFiles(StaticFiles):
    """Files that anyone may have; the map frame has no origin, so it needs to be told that it may."""

    def __init__(self, folder: Path | str, cache: str) -> None:
        super().__init__(directory=folder)
        self.cache = cache

    def file_response(self, *args: object, **kwargs: object) -> Response:
        """The file with the headers that let the frame read it and the browser keep it."""
        response = super().file_response(*args, **kwargs)  # type: ignore[arg-type]
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Cache-Control"] = self.cache
        return response


# The engine and pandas take a second to import. The port opens first and the browser boots meanwhile (app.warm).
def _tally(pairs: list[tuple[str, str]]) -> bytes:
    from dashboard.data import compressed_tally, parameters_of  # noqa: PLC0415 - see above

    return compressed_tally(parameters_of(pairs))


def _version() -> str:
    from dashboard.data import current_version  # noqa: PLC0415 - see above

    return current_version()


def _csv(pairs: list[tuple[str, str]]) -> str:
    from dashboard.data import export_csv, parameters_of  # noqa: PLC0415 - see above

    return export_csv(parameters_of(pairs))


async def get_tally(request: Request) -> Response:
    """The tally of a selection, gzipped, to be kept for good under its version."""
    try:
        content = await run_in_threadpool(_tally, request.query_params.multi_items())
    except (RecordError, ValueError) as error:
        return PlainTextResponse(str(error), status_code=409)
    headers = {"Content-Encoding": "gzip", "Cache-Control": FOREVER.replace("public", "private")}
    return Response(content, media_type="application/octet-stream", headers=headers)


async def get_data_version(request: Request) -> Response:
    """The version of the data as they are on disk, for pages that are open while a curator writes."""
    del request
    try:
        version = await run_in_threadpool(_version)
    except (RecordError, OSError) as error:
        return PlainTextResponse(str(error), status_code=409)
    return PlainTextResponse(version, headers={"Cache-Control": "no-store"})


async def get_csv(request: Request) -> Response:
    """The selected statements and figures as CSV, to be saved."""
    try:
        content = await run_in_threadpool(_csv, request.query_params.multi_items())
    except (RecordError, ValueError) as error:
        return PlainTextResponse(str(error), status_code=409)
    headers = {"Content-Disposition": 'attachment; filename="dateline.csv"'}
    return Response(content, media_type="text/csv; charset=utf-8", headers=headers)


def build_routes() -> list[BaseRoute]:
    """Every route of ours."""
    version = assets_version()
    return [
        Mount(f"{ASSETS_PATH}/{version}", PublicFiles(FRONTEND, FOREVER)),
        Mount(f"{BASEMAP_PATH}/{version}", PublicFiles(BASEMAP, FOREVER)),
        Mount(LEAFLET_PATH, PublicFiles(leaflet.BASE_DIR, "public, max-age=86400")),
        Route("/tally", get_tally),
        Route("/data-version", get_data_version),
        Route("/export/statements.csv", get_csv),
    ]
