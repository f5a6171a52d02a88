"""The HTTP routes: one APIRouter a file."""
