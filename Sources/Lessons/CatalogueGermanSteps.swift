extension Catalogue {
  /// Titles, questions and sentences of the lessons on networks and images.
  static let germanSteps = pairs(
    """
    A step downhill: minus {1} · slope | Ein Schritt bergab: minus {1} · Steigung
    A weight: its input times its unit's gradient | Ein Gewicht: seine Eingabe mal der \
    Gradient der Einheit
    Accuracy on the {1} test images | Genauigkeit auf den {1} Testbildern
    After {1} epochs | Nach {1} Epochen
    All maps | Alle Karten
    All numbers in one row | Alle Zahlen in einer Reihe
    Arrives at the table | Kommt an der Tabelle an
    Back through the weights | Zurück durch die Gewichte
    Back through the winners | Zurück durch die Gewinner
    Before and after | Vorher und nachher
    Before and after training | Vor und nach dem Training
    Confusion matrix | Verwechslungsmatrix
    Dense layer | Dichte Schicht
    Epoch by epoch | Epoche für Epoche
    Errors of the points, and the loss | Fehler der Punkte und der Verlust
    Every input is joined to every unit: multiply. | Jede Eingabe ist mit jeder Einheit \
    verbunden: multipliziere.
    Everything added up, the bias too; then ReLU | Alles addiert, auch der Bias; dann ReLU
    Feature map, {1} × {2} | Merkmalskarte, {1} × {2}
    Flatten | Aneinanderreihen
    Gradient at each of the {1} units | Gradient an jeder der {1} Einheiten
    Gradient at the result | Gradient am Ergebnis
    Gradient g of map {1} | Gradient g der Karte {1}
    Gradient of the loss by each z: share minus target, p − y | Gradient des Verlusts nach \
    jedem z: Anteil minus Soll, p − y
    Gradient that {1} hands back to its {2} inputs | Gradient, den {1} an seine {2} Eingaben \
    zurückgibt
    Gradients of the kernels | Gradienten der Kernel
    Gradients of the weights of unit {1} | Gradienten der Gewichte von Einheit {1}
    Hidden layer: each weight moves by −{1} · derivative | Verdeckte Schicht: Jedes Gewicht \
    ändert sich um −{1} · Ableitung
    Hidden unit {1} | Verdeckte Einheit {1}
    How far a weight of {1} moved, on average | Wie weit sich ein Gewicht von {1} im Mittel \
    bewegt hat
    How far off | Wie weit daneben
    How many numbers are left of the {1}? | Wie viele Zahlen bleiben von den {1} übrig?
    How many numbers come out of {1}? | Wie viele Zahlen kommen aus {1} heraus?
    How many numbers does the network get for one image? | Wie viele Zahlen bekommt das Netz \
    für ein Bild?
    How many were wrong | Wie viele falsch waren
    How the loss depends on {1} | Wie der Verlust von {1} abhängt
    Image x | Bild x
    Image {1} of the test images, a {2}: ink from 0 to 255 | Testbild {1}, eine {2}: Tinte \
    von 0 bis 255
    Image, and all that the pixel sees | Das Bild und alles, was der Bildpunkt sieht
    Image, rows {1} to {2}, columns {3} to {4} | Bild, Zeilen {1} bis {2}, Spalten {3} bis {4}
    Image, {1} × {2} | Bild, {1} × {2}
    Image, {1} × {2}, padded with zeros | Bild, {1} × {2}, mit Nullen umrandet
    Inputs x | Eingaben x
    Intermediate maps | Zwischenkarten
    Its weights: {1} times what came in | Ihre Gewichte: {1} mal das, was hereinkam
    Kernel | Kernel
    Kernel / {1} | Kernel / {1}
    Kernel of map {1} for each channel | Kernel der Karte {1} für jeden Kanal
    Kernel of map {1} for it | Kernel der Karte {1} dafür
    Kernel {1} | Kernel {1}
    Kernels of this layer | Kernel dieser Schicht
    Look at the largest products: what sign do they have? | Sieh dir die größten Produkte an: \
    Welches Vorzeichen haben sie?
    Loss | Verlust
    Map {1} | Karte {1}
    Map {1}, the winners ringed | Karte {1}, die Gewinner eingekreist
    Map {1}: the largest gradient, to its winner | Karte {1}: der größte Gradient, zu seinem \
    Gewinner
    Nudge test: (L(w + 0.01) − L(w − 0.01)) / 0.02, losses to 7 digits | Stupstest: (L(w + \
    0.01) − L(w − 0.01)) / 0.02, Verluste auf 7 Stellen
    Numbers of all maps | Zahlen aller Karten
    On the number line, the TRUE pair puts {1} right of 0, the FALSE pair at 0 or left of it. \
    | Auf dem Zahlenstrahl legt das TRUE-Paar {1} rechts von 0, das FALSE-Paar auf 0 oder \
    links davon.
    One map from all channels | Eine Karte aus allen Kanälen
    One pixel of one map | Ein Bildpunkt einer Karte
    One step downhill with the rate 0.1 | Ein Schritt bergab mit der Rate 0.1
    One weight: three largest of {1} terms, and the rest | Ein Gewicht: die drei größten von \
    {1} Summanden und der Rest
    One window of map {1}, from row {2}, column {3} | Ein Fenster der Karte {1}, ab Zeile \
    {2}, Spalte {3}
    Output layer: each weight moves by −{1} · derivative | Ausgabeschicht: Jedes Gewicht \
    ändert sich um −{1} · Ableitung
    Output unit | Ausgabeeinheit
    Output unit {1} | Ausgabeeinheit {1}
    Outputs, computed without rounding | Ausgaben, ohne Runden berechnet
    Patch | Ausschnitt
    Patch of each channel | Ausschnitt jedes Kanals
    Pixel times weight, one line a row of the kernel | Bildpunkt mal Gewicht, je Zeile des \
    Kernels eine Zeile
    Pooling | Pooling
    Position {1} of {2} · row {3}, column {4} | Stellung {1} von {2} · Zeile {3}, Spalte {4}
    Powers of e, and their sum S | Potenzen von e und ihre Summe S
    Products | Produkte
    Products, and their sum | Produkte und ihre Summe
    Products, the largest framed | Produkte, die größten eingerahmt
    Rate {1} | Rate {1}
    Rate {1} · step {2} of {3} | Rate {1} · Schritt {2} von {3}
    Rate {1}: {2}. | Rate {1}: {2}.
    ReLU: what is below 0 becomes 0 | ReLU: Was unter 0 liegt, wird 0
    Right | Richtig
    Right answers | Richtige Antworten
    Rounded to two places at each step; with all digits the network gets z ≈ {1}. | Bei jedem \
    Schritt auf zwei Stellen gerundet; mit allen Stellen erhält das Netz z ≈ {1}.
    Rounded to two places at each step; with all digits z is the same. | Bei jedem Schritt \
    auf zwei Stellen gerundet; mit allen Stellen ist z dasselbe.
    Row of A times column of B | Zeile von A mal Spalte von B
    Row {1} of {2}: the inputs are {3} | Zeile {1} von {2}: die Eingaben sind {3}
    Rows and columns both shrink: divide twice. | Zeilen und Spalten schrumpfen beide: Teile \
    zweimal.
    Rows times columns, not rows plus columns. | Zeilen mal Spalten, nicht Zeilen plus \
    Spalten.
    Shades follow the square root of the counts. | Die Graustufen folgen der Wurzel der \
    Anzahlen.
    Should be TRUE: {1}. Should be FALSE: {2}. | Soll TRUE sein: {1}. Soll FALSE sein: {2}.
    Side of a map, numbers of all maps | Seite einer Karte, Zahlen aller Karten
    Softmax | Softmax
    Softmax and cross-entropy together | Softmax und Kreuzentropie zusammen
    Softmax: each output's share | Softmax: der Anteil jeder Ausgabe
    Step {1} of {2} · {3} | Schritt {1} von {2} · {3}
    Sum of the {1} and the bias {2} | Summe der {1} und des Bias {2}
    Sums become shares of 1 | Summen werden Anteile an 1
    Table, windows of {1} × {2} | Tabelle, Fenster von {1} × {2}
    That adds up the pixels only: each has to be multiplied by its weight. | Das addiert nur \
    die Bildpunkte: Jeder ist mit seinem Gewicht malzunehmen.
    That forgets the input: the weight moves by n · d · x, and x is {1} here. | Da fehlt die \
    Eingabe: Das Gewicht ändert sich um n · d · x, und x ist hier {1}.
    That is the average. This pooling keeps the largest number. | Das ist der Mittelwert. \
    Dieses Pooling behält die größte Zahl.
    That is the largest number. This pooling takes the average. | Das ist die größte Zahl. \
    Dieses Pooling nimmt den Mittelwert.
    That is the smallest number of the window. | Das ist die kleinste Zahl des Fensters.
    That is the sum alone, without the divisor or the bias. | Das ist die Summe allein, ohne \
    Teiler oder Bias.
    That is the sum of the window. | Das ist die Summe des Fensters.
    That is what the unit says. z is the sum before the decision. | Das ist, was die Einheit \
    sagt. z ist die Summe vor der Entscheidung.
    That is δ alone. Multiply it by what came in. | Das ist nur δ. Nimm es mal das, was \
    hereinkam.
    That is σ(z) already. z is the weighted sum before the sigmoid. | Das ist schon σ(z). z \
    ist die gewichtete Summe vor der Sigmoidfunktion.
    That leaves out the bias: add {1}. | Da fehlt der Bias: Addiere {1}.
    That leaves out the rate {1}. | Da fehlt die Rate {1}.
    That multiplies δ by the weight. The derivative needs what came in through it. | Da ist δ \
    mit dem Gewicht malgenommen. Die Ableitung braucht, was durch das Gewicht hereinkam.
    That takes every product as positive: a minus in the kernel stays a minus. | Da ist jedes \
    Produkt positiv genommen: Ein Minus im Kernel bleibt ein Minus.
    That turns the kernel round: the first weight belongs to the first pixel. | Da ist der \
    Kernel umgedreht: Das erste Gewicht gehört zum ersten Bildpunkt.
    That uses the inputs x. This unit only sees what the hidden units say. | Da sind die \
    Eingaben x benutzt. Diese Einheit sieht nur, was die verdeckten Einheiten sagen.
    That walks uphill. The step goes against the slope: minus. | Das geht bergauf. Der \
    Schritt geht gegen die Steigung: minus.
    That walks uphill. The weight moves against the derivative: minus. | Das geht bergauf. \
    Das Gewicht bewegt sich gegen die Ableitung: minus.
    The average of the window | Der Mittelwert des Fensters
    The dot product of two rows | Das Skalarprodukt zweier Zeilen
    The hardest class, {1} | Die schwerste Klasse, {1}
    The image as numbers | Das Bild als Zahlen
    The largest number of the window | Die größte Zahl des Fensters
    The lines where a unit's sum is 0: {1}. On the marked side it is above 0. | Die Geraden, \
    auf denen die Summe einer Einheit 0 ist: {1}. Auf der markierten Seite ist sie über 0.
    The loss after the step | Der Verlust nach dem Schritt
    The loss looks only at the right class, {1} | Der Verlust sieht nur auf die richtige \
    Klasse, {1}
    The outlined window | Das umrandete Fenster
    The products, row by row of the kernel, to two places | Die Produkte, Zeile für Zeile des \
    Kernels, auf zwei Stellen
    The rows as the hidden units see them: {1}. The output unit's line is {2}. | Die Zeilen, \
    wie die verdeckten Einheiten sie sehen: {1}. Die Gerade der Ausgabeeinheit ist {2}.
    The side that says TRUE is the one that the weight vector ({1}, {2}) points to. | TRUE \
    sagt die Seite, auf die der Gewichtsvektor ({1}, {2}) zeigt.
    The sign is turned round. δ keeps its sign, and what came in is positive. | Das \
    Vorzeichen ist umgedreht. δ behält sein Vorzeichen, und was hereinkam, ist positiv.
    The sum, divided by {1} | Die Summe, geteilt durch {1}
    The target of the right class is 1: take it away. | Das Soll der richtigen Klasse ist 1: \
    Zieh es ab.
    The way back: all of it to the winner, nothing to the others | Der Rückweg: alles an den \
    Gewinner, nichts an die anderen
    The way back: an equal share to every number | Der Rückweg: jeder Zahl der gleiche Teil
    There is none. | Es gibt keine.
    Unit {1} ({2}) has the line {3} and is TRUE on the side where this sum is above 0. | \
    Einheit {1} ({2}) hat die Gerade {3} und ist TRUE auf der Seite, auf der diese Summe über \
    0 ist.
    Unit {1}: three largest terms, the other {2}, the bias | Einheit {1}: die drei größten \
    Summanden, die anderen {2}, der Bias
    Weights ({1}), boundary: {2}. | Gewichte ({1}), Grenze: {2}.
    Weights of unit {1} | Gewichte von Einheit {1}
    What comes in | Was hereinkommt
    What comes in, channel {1} | Was hereinkommt, Kanal {1}
    What do all {1} shares add up to? | Was ergeben alle {1} Anteile zusammen?
    What each channel adds: the sum of its {1} products | Was jeder Kanal beiträgt: die Summe \
    seiner {1} Produkte
    What input {1} gets back: three largest terms, and the other {2} | Was Eingabe {1} \
    zurückbekommt: die drei größten Summanden und die anderen {2}
    What is the gradient of the right class, {1}? | Wie groß ist der Gradient der richtigen \
    Klasse, {1}?
    What the network gets | Was das Netz bekommt
    What the {1} units put out | Was die {1} Einheiten ausgeben
    What will z be at this position? | Wie groß wird z an dieser Stelle?
    Where it stands (counted from 0) | Wo er steht (ab 0 gezählt)
    Where the hidden layer puts the points | Wohin die verdeckte Schicht die Punkte legt
    Where the rows go: {1}. | Wohin die Zeilen kommen: {1}.
    Where the way back begins | Wo der Rückweg beginnt
    Which way is uphill, and how steep | Wo es bergauf geht und wie steil
    Will this pixel be above 0 after ReLU? Write 1 for yes and 0 for no. | Wird dieser \
    Bildpunkt nach ReLU über 0 liegen? Schreibe 1 für ja und 0 für nein.
    Window {1} of {2} · row {3}, column {4} | Fenster {1} von {2} · Zeile {3}, Spalte {4}
    Wrong | Falsch
    Wrong answers | Falsche Antworten
    Epoch {1}: outputs {2}. Lines of the hidden units: {3}. | Epoche {1}: Ausgaben {2}. \
    Geraden der verdeckten Einheiten: {3}.
    Epoch {1}: the rows in the plane of the hidden outputs: {2}. The output unit's line is \
    {3}. | Epoche {1}: die Zeilen in der Ebene der verdeckten Ausgaben: {2}. Die Gerade der \
    Ausgabeeinheit ist {3}.
    The line at the end of each epoch, the mistakes made during it, and the points that are \
    wrong at its end. | Die Gerade am Ende jeder Epoche, die Fehler in ihr und die Punkte, \
    die an ihrem Ende falsch sind.
    The loss falls or rises between {1} and {2} while {3} goes from {4} to {5}. At {3} = {6} \
    it is {7}, and the tangent there has the slope {8}. | Der Verlust liegt zwischen {1} und \
    {2}, während {3} von {4} bis {5} geht. Bei {3} = {6} ist er {7}, und die Tangente hat \
    dort die Steigung {8}.
    """)
}
