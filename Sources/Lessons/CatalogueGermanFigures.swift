extension Catalogue {
  /// Words in pictures and tables of the lessons on networks and images.
  static let germanFigures = pairs(
    """
     ({1} digits after the point) |  ({1} Nachkommastellen)
    a step | ein Schritt
    after | nachher
    after ReLU: map {1} | nach ReLU: Karte {1}
    after {1} steps: {2} | nach {1} Schritten: {2}
    all | alle
    all digits | alle Stellen
    all others | alle anderen
    at row {1}, column {2} | in Zeile {1}, Spalte {2}
    back: {1} | zurück: {1}
    because | weil
    bias | Bias
    channel {1} | Kanal {1}
    channels | Kanäle
    class | Klasse
    computed at this moment | in diesem Augenblick berechnet
    darkest | am dunkelsten
    derivative of the loss by the weight above it | Ableitung des Verlusts nach dem Gewicht \
    darüber
    e to the power of each z | e hoch jedes z
    each | jede
    each line one place of all {1} maps | jede Zeile eine Stelle aller {1} Karten
    feeds | speist
    forward again: hidden layer | noch einmal vorwärts: verdeckte Schicht
    forward again: the loss | noch einmal vorwärts: der Verlust
    forward: softmax | vorwärts: Softmax
    forward: {1} | vorwärts: {1}
    gradient of a weight | Gradient eines Gewichts
    gradient of the loss | Gradient des Verlusts
    hidden layer | verdeckte Schicht
    hidden layer {1} | verdeckte Schicht {1}
    image | Bild
    in thousandths | in Tausendsteln
    inputs | Eingaben
    its column | seine Spalte
    its row | seine Zeile
    kernel {1} | Kernel {1}
    line of a hidden unit, strokes on its TRUE side | Gerade einer verdeckten Einheit, \
    Striche auf ihrer TRUE-Seite
    loss | Verlust
    loss L | Verlust L
    map {1} | Karte {1}
    maps | Karten
    no. {1}, p ≈ {2} | Nr. {1}, p ≈ {2}
    none: this class was never said | keine: Diese Klasse wurde nie gesagt
    numbers | Zahlen
    of the kernel | des Kernels
    one product | ein Produkt
    output of a unit | Ausgabe einer Einheit
    p − y | p − y
    pixel | Bildpunkt
    precision, % | Präzision, %
    probability p | Wahrscheinlichkeit p
    rate {1} | Rate {1}
    recall, % | Trefferquote, %
    right | richtig
    rows {1} to {2}, columns {3} to {4} of the image | Zeilen {1} bis {2}, Spalten {3} bis \
    {4} des Bildes
    said {1}, is {2} | sagte {1}, ist {2}
    sees | sieht
    should be | soll sein
    slope {1} | Steigung {1}
    start | Beginn
    sum of the {1} products | Summe der {1} Produkte
    tangent | Tangente
    the line before is outside | die vorige Gerade liegt außerhalb
    the loss | der Verlust
    the update | die Änderung
    the way back | der Rückweg
    value | Wert
    value of a map | Wert einer Karte
    value of an intermediate map | Wert einer Zwischenkarte
    value of the map | Wert der Karte
    weight of a kernel | Gewicht eines Kernels
    weight w | Gewicht w
    weights and biases | Gewichte und Bias
    what it adds | was er beiträgt
    what it is | was es ist
    what was said | was gesagt wurde
    winner | Gewinner
    with all digits | mit allen Stellen
    wrong | falsch
    z of each class | z jeder Klasse
    {1} inputs, {2} units: how many weights, without the biases? | {1} Eingaben, {2} \
    Einheiten: Wie viele Gewichte, ohne die Bias?
    {1} numbers, from left to right and top to bottom | {1} Zahlen, von links nach rechts und \
    oben nach unten
    {1} parameters | {1} Parameter
    {1} parameters in all | {1} Parameter insgesamt
    {1}, map {2}, after ReLU | {1}, Karte {2}, nach ReLU
    """)
}
