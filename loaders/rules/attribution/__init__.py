"""How English says who said what: constructions and quotations in, drafts of claims out."""
