import Figures

/// Terms of the lessons, each with what it means in a sentence.
struct GlossaryTerm: Sendable {
  /// What it is called first, and by other forms in the text.
  let forms: [String]
  let meaning: String

  var term: String { forms[0] }

  /// - Parameter forms: Parted by commas: "weight, weights".
  private init(_ forms: String, _ meaning: String) {
    self.forms = forms.split(separator: ",").map { String($0.drop { $0 == " " }) }
    self.meaning = meaning
  }

  /// The terms in the language of `words`.
  static func terms(_ words: Words) -> [GlossaryTerm] {
    [
      .init(
        words("accuracy"),
        words("The part of all samples that a network classifies rightly.")),
      .init(
        words("activation function, activation functions, activation"),
        words(
          "Turns a neuron’s weighted sum into its output: step, sigmoid, "
            + "ReLU, softmax.")),
      .init(
        words("Adam"),
        words("An optimiser that gives every weight a step size of its own.")),
      .init(
        words("backpropagation"),
        words("Computes the gradients layer by layer from the end, with the chain rule.")),
      .init(
        words("batch, batches, mini-batch"),
        words("The samples whose gradients are averaged for one update.")),
      .init(
        words("bias, biases"),
        words("The weight w0 of an input that is always 1; it moves the boundary.")),
      .init(
        words("boundary, boundary line"),
        words("All points where z = 0; on one side the output is TRUE.")),
      .init(
        words("class, classes"),
        words("What a sample is to be recognised as: a digit, a piece of clothing.")),
      .init(
        words("confusion matrix"),
        words("A table of how often samples of one class were taken for another.")),
      .init(
        words("convolution, convolutions, convolutional"),
        words(
          "Slides a kernel over an image and adds up the products of patch "
            + "and kernel.")),
      .init(
        words("cross-entropy, cross entropy"),
        words("A loss: −log of the probability given to the right class.")),
      .init(
        words("dense layer, dense, fully connected"),
        words("A layer in which every neuron sees all inputs.")),
      .init(
        words("dot product, dot products"),
        words("The sum of the products of numbers that stand in one place.")),
      .init(
        words("dropout"),
        words("Switches some neurons off by chance while a network learns.")),
      .init(
        words("epoch, epochs"),
        words("One round over all training samples.")),
      .init(
        words("error, errors"),
        words("Target minus output: −1, 0 or +1 for a perceptron.")),
      .init(
        words("feature map, feature maps"),
        words("The image that one kernel makes of its input.")),
      .init(
        words("flatten"),
        words("Writes maps one after the other into a single list.")),
      .init(
        words("gradient, gradients"),
        words("The slopes of the loss: how it changes with each weight.")),
      .init(
        words("gradient descent"),
        words("Moves the weights a little against the gradient.")),
      .init(
        words("hidden layer, hidden layers, hidden"),
        words("A layer between the inputs and the output.")),
      .init(
        words("kernel, kernels, filter, filters"),
        words("The small grid of weights that a convolution slides over an image.")),
      .init(
        words("layer, layers"),
        words("Neurons that work side by side on the same inputs.")),
      .init(
        words("learning rate, rate"),
        words("How far the weights move in one update.")),
      .init(
        words("linearly separable, separable, separates"),
        words("Two classes that one straight line can part; XOR’s points are not.")),
      .init(
        words("loss"),
        words("A number that says how wrong the outputs are.")),
      .init(
        words("neuron, neurons"),
        words("Weights its inputs, adds them up and decides.")),
      .init(
        words("optimiser, optimisers, optimizer"),
        words("The rule by which gradients change the weights.")),
      .init(
        words("overfitting"),
        words("Learning the training samples by heart instead of the rule.")),
      .init(
        words("padding"),
        words("Zeros put round an image before a convolution.")),
      .init(
        words("parameter, parameters"),
        words("A weight or a bias: what training changes.")),
      .init(
        words("perceptron, perceptrons"),
        words("One neuron with a step as its activation function.")),
      .init(
        words("pooling, max pooling, max-pooling, average pooling"),
        words("Makes a map smaller: keeps the largest number, or the mean.")),
      .init(
        words("precision"),
        words("Of all that were named a class, the part that belongs to it.")),
      .init(
        words("recall"),
        words("Of all that belong to a class, the part that was found.")),
      .init(
        words("ReLU"),
        words("max(0, z): negative sums become 0.")),
      .init(
        words("seed"),
        words("The number from which all chance in a run is computed.")),
      .init(
        words("sigmoid"),
        words("Squeezes any number into the range from 0 to 1.")),
      .init(
        words("softmax"),
        words("Turns a list of numbers into probabilities that add up to 1.")),
      .init(
        words("step, steps"),
        words("One visit of one sample, with the update that follows.")),
      .init(
        words("stride"),
        words("How many pixels a kernel moves from place to place.")),
      .init(
        words("target, targets"),
        words("What the output should have been.")),
      .init(
        words("test image, test images, test data"),
        words("An image that is kept away from training, to check the network.")),
      .init(
        words("truth table, truth tables"),
        words("All combinations of inputs with the output of each.")),
      .init(
        words("validation, validation set"),
        words("Samples set aside to watch how training goes on.")),
      .init(
        words("weight, weights"),
        words("The number that an input is multiplied by.")),
      .init(
        words("weighted sum, weighted sums"),
        words("z: all inputs times their weights, added up, with the bias.")),
      .init(
        words("XOR"),
        words("TRUE when exactly one of two inputs is TRUE.")),
    ]
  }
}
