extension Catalogue {
  /// Every word that figures and presenters ask for, with the same places for values.
  static let german = [
    // Pages
    "Name": "Name", "Class": "Klasse", "Date": "Datum",
    "Handout": "Handout", "Worksheet": "Arbeitsblatt", "Teacher’s notes": "Hinweise für Lehrende",
    "Answers": "Lösung", "Answer": "Antwort", "Answers of all variants": "Lösungen aller Varianten",
    "You will learn to": "Du lernst",
    "minutes": "Minuten", "points": "Punkte", "1 point": "1 Punkt", "Total": "Summe",
    "Fill in the table.": "Fülle die Tabelle aus.",
    "The first line is done for you.": "Die erste Zeile ist vorgemacht.",
    "The other steps": "Die übrigen Schritte", "Complete the picture.": "Vervollständige das Bild.",
    "Work out the results.": "Berechne die Ergebnisse.", "Picture": "Bild",
    "a mistake": "ein Fehler",
    "from": "aus",
    "The empty plane of {1} and {2}.": "Die leere Ebene von {1} und {2}.",
    "One line that parts them: {1}.": "Eine Gerade, die sie trennt: {1}.",
    "Hints": "Tipps", "Why": "Warum", "Teacher": "Lehrkraft", "Ask": "Fragen",
    "Usual mistakes": "Häufige Fehler", "Short of time": "Wenn die Zeit knapp ist",
    "Neural networks, step by step": "Neuronale Netze, Schritt für Schritt",
    "Handouts": "Handouts", "Worksheets": "Arbeitsblätter", "Answer keys": "Lösungen",
    "Contents": "Inhalt", "Glossary": "Begriffe", "Page": "Seite", "Lessons": "Lektionen",
    "beginner": "Einstieg", "intermediate": "Aufbau", "advanced": "Vertiefung",
    // Steps and arithmetic
    "Epoch {1} · step {2} of {3}": "Epoche {1} · Schritt {2} von {3}",
    "Step {1} of {2}": "Schritt {1} von {2}", "Epoch {1}": "Epoche {1}", "Start": "Beginn",
    "Weighted sum": "Gewichtete Summe",
    "Weighted sum, with the old weights": "Gewichtete Summe, mit den alten Gewichten",
    "Output and error": "Ausgabe und Fehler",
    "Each weight moves by {1} · d · its input": "Jedes Gewicht ändert sich um {1} · d · Eingabe",
    "No mistake: the weights stay": "Kein Fehler: Die Gewichte bleiben",
    "The new boundary, where z = 0": "Die neue Grenze, wo z = 0 ist",
    "No boundary: z is the same everywhere": "Keine Grenze: z ist überall gleich",
    "so everything is TRUE": "also ist alles TRUE",
    "so everything is FALSE": "also ist alles FALSE",
    "because $z > 0$": "weil $z > 0$", "because $z ≤ 0$": "weil $z ≤ 0$",
    "First weight, with this output": "Erstes Gewicht, mit dieser Ausgabe",
    "Weight {1}: the output once more, with the new weights so far":
      "Gewicht {1}: die Ausgabe noch einmal, mit den bisher neuen Gewichten",
    "What will {1} be?": "Wie groß wird {1}?",
    "That is what you get with the sign of d turned round.":
      "Das ergibt sich mit umgekehrtem Vorzeichen von d.",
    "That leaves out the rate: the weight moves by only {1} of d · x.":
      "Da fehlt die Lernrate: Das Gewicht ändert sich nur um {1} von d · x.",
    "That uses the new weights too early: the error d comes from the old ones.":
      "Da werden die neuen Gewichte zu früh benutzt: Der Fehler d kommt von den alten.",
    "The bias has an input, too: it is always 1, so w0 moves at every mistake.":
      "Auch der Bias hat eine Eingabe: immer 1. Also ändert sich w0 bei jedem Fehler.",
    "The output was wrong, and the input is not 0: the weight moves.":
      "Die Ausgabe war falsch, und die Eingabe ist nicht 0: Das Gewicht ändert sich.",
    // Figures
    "target": "Soll", "output": "Ausgabe", "step": "Schritt", "epoch": "Epoche",
    "mistakes": "Fehler", "still wrong": "noch falsch", "weight": "Gewicht", "none": "keine",
    "no mistake": "kein Fehler", "before": "vorher", "before this step": "vor diesem Schritt",
    "says TRUE": "sagt TRUE", "says FALSE": "sagt FALSE", "should be TRUE": "soll TRUE sein",
    "should be FALSE": "soll FALSE sein", "sample at hand": "aktueller Punkt",
    "weight vector": "Gewichtsvektor", "filled: a mistake": "gefüllt: ein Fehler",
    "the line is outside": "die Gerade liegt außerhalb", "term of z": "Summand von z",
    "What each term adds to z.": "Was jeder Summand zu z beiträgt.",
    "The line passes outside the picture.": "Die Gerade verläuft außerhalb des Bildes.",
    "The sample at hand is {1}.": "Der aktuelle Punkt ist {1}.",
    "Should be TRUE: {1}.": "Soll TRUE sein: {1}.",
    "Should be FALSE: {1}.": "Soll FALSE sein: {1}.",
    "Answered wrongly: {1}.": "Falsch beantwortet: {1}.",
    "Exactly on the line, so FALSE: {1}.": "Genau auf der Geraden, also FALSE: {1}.",
    "Before this step: {1}.": "Vor diesem Schritt: {1}.", "{1} wrong": "{1} falsch",
    "no boundary line: the output is TRUE everywhere":
      "keine Grenzgerade: Die Ausgabe ist überall TRUE",
    "no boundary line: the output is FALSE everywhere":
      "keine Grenzgerade: Die Ausgabe ist überall FALSE",
    "Mistakes during each epoch: visits that changed the weights.":
      "Fehler in jeder Epoche: Besuche, die die Gewichte geändert haben.",
    "Each weight after every step. A level piece means: no mistake there.":
      "Jedes Gewicht nach jedem Schritt. Ein waagrechtes Stück heißt: dort kein Fehler.",
    "Each point asks for an inequality; together they cannot be met.":
      "Jeder Punkt verlangt eine Ungleichung; alle zusammen sind nicht erfüllbar.",
    "what": "was", "chain rule": "Kettenregel", "factors": "Faktoren",
    "nudge": "Stups", "difference": "Differenz",
    "All {1} rows come out right.": "Alle {1} Zeilen kommen richtig heraus.",
    "{1} of {2} rows come out wrong: {3}.": "{1} von {2} Zeilen kommen falsch heraus: {3}.",
    "{1} rows through {2} units.": "{1} Zeilen durch {2} Einheiten.",
    "After {1} epochs the outputs are ({2}), {3} of {4} rows wrong.":
      "Nach {1} Epochen sind die Ausgaben ({2}), {3} von {4} Zeilen falsch.",
    "{1} of {2} seeds get stuck.": "{1} von {2} Startwerten bleiben stecken.",
    "loss ≈ {1}, {2} wrong": "Verlust ≈ {1}, {2} falsch",
    "One step with the rate {1} takes the loss from {2} to {3}. {4} of {5} derivatives agree "
      + "with their nudge in every digit shown.":
      "Ein Schritt mit der Rate {1} bringt den Verlust von {2} auf {3}. {4} von {5} Ableitungen "
      + "stimmen in allen gezeigten Stellen mit ihrem Stups überein.",
    "Converged in epoch {1}, at step {2}, with the weights {3}.":
      "Gelernt in Epoche {1}, bei Schritt {2}, mit den Gewichten {3}.",
    "The weights at the end of epoch {1} are those at the end of epoch {2}: from here on the "
      + "same epochs come again and again, so it never converges.":
      "Die Gewichte am Ende von Epoche {1} sind die vom Ende der Epoche {2}: Von hier an kommen "
      + "dieselben Epochen immer wieder, also lernt es das nie.",
    "Not converged after {1} epochs; the weights are {2}.":
      "Nach {1} Epochen noch nicht gelernt; die Gewichte sind {2}.",
    "position": "Stellung", "row": "Zeile", "column": "Spalte", "products": "Produkte",
    "window": "Fenster", "result": "Ergebnis", "Maximum": "Maximum", "Average": "Mittelwert",
    "The sum of all products": "Die Summe aller Produkte",
    "The sum of all products, and the bias": "Die Summe aller Produkte und der Bias",
    "What does this window keep?": "Was behält dieses Fenster?",
    "What is the average of this window?": "Wie groß ist der Mittelwert dieses Fensters?",
    "The map has {1} × {2} values.": "Die Karte hat {1} × {2} Werte.",
    "The map has {1} × {2} values: {3}.": "Die Karte hat {1} × {2} Werte: {3}.",
    "The result has {1} × {2} numbers: {3}.": "Das Ergebnis hat {1} × {2} Zahlen: {3}.",
    "{1}, {2}, reaches {3} on the {4} test images of {5}; it takes image {6}, a {7}, for a {8}.":
      "{1}, {2}, erreicht {3} auf den {4} Testbildern von {5}; Bild {6}, {7}, hält es für {8}.",
    "layer": "Schicht", "operation": "Rechnung", "parameters": "Parameter",
    "accuracy": "Genauigkeit", "test loss": "Verlust im Test",
    "test accuracy": "Genauigkeit im Test", "training": "Training", "test": "Test",
    "recall": "Trefferquote", "precision": "Präzision", "ink": "Tinte", "unit {1}": "Einheit {1}",
    "{1}, as its winner": "{1}, als Gewinner dort",
    "{1}, where another pixel wins": "{1}, wo ein anderes Pixel gewinnt",
    "rate": "Rate", "Rate {1} ends at ({2}).": "Rate {1} endet bei ({2}).",
    "Rate {1} leaves every bound: it was stopped after {2} steps, at ({3}).":
      "Rate {1} läuft davon: Nach {2} Schritten, bei ({3}), wurde abgebrochen.",
    "Add the two of each kind": "Addiere je zwei gleiche",
    "The same sum cannot be both: no such weights exist":
      "Dieselbe Summe kann nicht beides sein: Solche Gewichte gibt es nicht",
    "No number is both, so there are no such weights.":
      "Keine Zahl ist beides, also gibt es solche Gewichte nicht.",
  ]
}
