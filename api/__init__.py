"""Every door: HTTP and the command line. It knows everything and is known by nobody."""
