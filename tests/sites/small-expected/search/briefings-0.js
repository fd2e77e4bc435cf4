sitegenSearch("briefings-0",["river-diary","water-plan"])
