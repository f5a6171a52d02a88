"""Learning the rules' scorer from annotated news: what attributes, who speaks, which parts belong, and how sure a claim is."""
