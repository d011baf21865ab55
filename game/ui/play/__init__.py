"""The campaign behind the screens: session, plan, staff, history, saves and replays in memory."""
