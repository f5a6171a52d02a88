"""Where facts are kept, behind the Store protocol."""
