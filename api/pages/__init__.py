"""Server-rendered pages: Jinja2 templates that escape everything, and the static files beside them."""
