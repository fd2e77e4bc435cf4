sitegenSearch("pages/about",{"ar":"نص بسيط.","en":"A simple text."})
