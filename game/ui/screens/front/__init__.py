"""Before and beside a campaign: title, browser, picker, saves, settings and help."""
