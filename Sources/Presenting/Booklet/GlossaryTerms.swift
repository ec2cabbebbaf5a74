/// Terms of the lessons, each with what it means in a sentence.
struct GlossaryTerm: Sendable {
  var term: String
  var meaning: String
  /// Other forms by which the text may name it, in small letters.
  var forms: [String] = []

  static func terms(language: String) -> [GlossaryTerm] {
    language.lowercased().hasPrefix("de") ? german : english
  }

  private static let english: [GlossaryTerm] = [
    .init(term: "accuracy", meaning: "The part of all samples that a network classifies rightly."),
    .init(
      term: "activation function",
      meaning: "Turns a neuron’s weighted sum into its output: step, sigmoid, ReLU, softmax.",
      forms: ["activation functions", "activation"]),
    .init(term: "Adam", meaning: "An optimiser that gives every weight a step size of its own."),
    .init(
      term: "backpropagation",
      meaning: "Computes the gradients layer by layer from the end, with the chain rule."),
    .init(
      term: "batch", meaning: "The samples whose gradients are averaged for one update.",
      forms: ["batches", "mini-batch"]),
    .init(
      term: "bias", meaning: "The weight w0 of an input that is always 1; it moves the boundary.",
      forms: ["biases"]),
    .init(
      term: "boundary", meaning: "All points where z = 0; on one side the output is TRUE.",
      forms: ["boundary line"]),
    .init(
      term: "class", meaning: "What a sample is to be recognised as: a digit, a piece of clothing.",
      forms: ["classes"]),
    .init(
      term: "confusion matrix",
      meaning: "A table of how often samples of one class were taken for another."),
    .init(
      term: "convolution",
      meaning: "Slides a kernel over an image and adds up the products of patch and kernel.",
      forms: ["convolutions", "convolutional"]),
    .init(
      term: "cross-entropy", meaning: "A loss: −log of the probability given to the right class.",
      forms: ["cross entropy"]),
    .init(
      term: "dense layer", meaning: "A layer in which every neuron sees all inputs.",
      forms: ["dense", "fully connected"]),
    .init(
      term: "dot product", meaning: "The sum of the products of numbers that stand in one place.",
      forms: ["dot products"]),
    .init(term: "dropout", meaning: "Switches some neurons off by chance while a network learns."),
    .init(
      term: "epoch", meaning: "One round over all training samples.", forms: ["epochs"]),
    .init(
      term: "error", meaning: "Target minus output: −1, 0 or +1 for a perceptron.",
      forms: ["errors"]),
    .init(
      term: "feature map", meaning: "The image that one kernel makes of its input.",
      forms: ["feature maps"]),
    .init(term: "flatten", meaning: "Writes maps one after the other into a single list."),
    .init(
      term: "gradient", meaning: "The slopes of the loss: how it changes with each weight.",
      forms: ["gradients"]),
    .init(
      term: "gradient descent", meaning: "Moves the weights a little against the gradient."),
    .init(
      term: "hidden layer", meaning: "A layer between the inputs and the output.",
      forms: ["hidden layers", "hidden"]),
    .init(
      term: "kernel", meaning: "The small grid of weights that a convolution slides over an image.",
      forms: ["kernels", "filter", "filters"]),
    .init(
      term: "layer", meaning: "Neurons that work side by side on the same inputs.",
      forms: ["layers"]),
    .init(
      term: "learning rate", meaning: "How far the weights move in one update.", forms: ["rate"]),
    .init(
      term: "linearly separable",
      meaning: "Two classes that one straight line can part; XOR’s points are not.",
      forms: ["separable", "separates"]),
    .init(term: "loss", meaning: "A number that says how wrong the outputs are."),
    .init(
      term: "neuron", meaning: "Weights its inputs, adds them up and decides.",
      forms: ["neurons"]),
    .init(
      term: "optimiser", meaning: "The rule by which gradients change the weights.",
      forms: ["optimisers", "optimizer"]),
    .init(
      term: "overfitting", meaning: "Learning the training samples by heart instead of the rule."),
    .init(term: "padding", meaning: "Zeros put round an image before a convolution."),
    .init(
      term: "parameter", meaning: "A weight or a bias: what training changes.",
      forms: ["parameters"]),
    .init(
      term: "perceptron", meaning: "One neuron with a step as its activation function.",
      forms: ["perceptrons"]),
    .init(
      term: "pooling", meaning: "Makes a map smaller: keeps the largest number, or the mean.",
      forms: ["max pooling", "max-pooling", "average pooling"]),
    .init(
      term: "precision", meaning: "Of all that were named a class, the part that belongs to it."),
    .init(term: "recall", meaning: "Of all that belong to a class, the part that was found."),
    .init(term: "ReLU", meaning: "max(0, z): negative sums become 0."),
    .init(term: "seed", meaning: "The number from which all chance in a run is computed."),
    .init(term: "sigmoid", meaning: "Squeezes any number into the range from 0 to 1."),
    .init(term: "softmax", meaning: "Turns a list of numbers into probabilities that add up to 1."),
    .init(
      term: "step", meaning: "One visit of one sample, with the update that follows.",
      forms: ["steps"]),
    .init(term: "stride", meaning: "How many pixels a kernel moves from place to place."),
    .init(term: "target", meaning: "What the output should have been.", forms: ["targets"]),
    .init(
      term: "test image",
      meaning: "An image that is kept away from training, to check the network.",
      forms: ["test images", "test data"]),
    .init(
      term: "truth table", meaning: "All combinations of inputs with the output of each.",
      forms: ["truth tables"]),
    .init(
      term: "validation", meaning: "Samples set aside to watch how training goes on.",
      forms: ["validation set"]),
    .init(
      term: "weight", meaning: "The number that an input is multiplied by.", forms: ["weights"]),
    .init(
      term: "weighted sum", meaning: "z: all inputs times their weights, added up, with the bias.",
      forms: ["weighted sums"]),
    .init(term: "XOR", meaning: "TRUE when exactly one of two inputs is TRUE."),
  ]

  private static let german: [GlossaryTerm] = [
    .init(
      term: "Bias",
      meaning: "Das Gewicht w0 einer Eingabe, die immer 1 ist; es verschiebt die Grenze."),
    .init(term: "Epoche", meaning: "Ein Durchgang durch alle Beispiele.", forms: ["epochen"]),
    .init(term: "Faltung", meaning: "Schiebt einen Kern über ein Bild und addiert die Produkte."),
    .init(term: "Fehler", meaning: "Soll minus Ausgabe: −1, 0 oder +1 beim Perzeptron."),
    .init(
      term: "Gewicht", meaning: "Die Zahl, mit der eine Eingabe malgenommen wird.",
      forms: ["gewichte", "gewichten"]),
    .init(term: "Gradient", meaning: "Die Steigungen des Verlusts nach jedem Gewicht."),
    .init(term: "Grenze", meaning: "Alle Punkte mit z = 0.", forms: ["grenzgerade"]),
    .init(term: "Lernrate", meaning: "Wie weit sich die Gewichte in einem Schritt ändern."),
    .init(
      term: "Neuron", meaning: "Gewichtet seine Eingaben, addiert sie und entscheidet.",
      forms: ["neuronen"]),
    .init(
      term: "Perzeptron", meaning: "Ein Neuron mit einer Stufe als Aktivierungsfunktion.",
      forms: ["perzeptrons"]),
    .init(term: "Schicht", meaning: "Neuronen, die nebeneinander arbeiten.", forms: ["schichten"]),
    .init(term: "Schritt", meaning: "Der Besuch eines Beispiels.", forms: ["schritte"]),
    .init(term: "Soll", meaning: "Was die Ausgabe hätte sein sollen."),
  ]
}
