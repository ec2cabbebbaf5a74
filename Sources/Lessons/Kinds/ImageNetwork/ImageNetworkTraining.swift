import Datasets
import Networks

/// What an image network takes from files: its images, and a network that was trained before.
extension ImageNetworkKind {
  static func dataset(_ values: FieldValues, _ world: World) throws(KindError) -> Dataset {
    let limit = values[images]
    let library = DatasetLibrary(folders: world.options.dataFolders)
    func read(_ name: String) throws -> Dataset {
      let digits = DigitRecipe(
        trainCount: min(limit ?? 10_000, 100_000), testCount: 2000, seed: world.seed)
      let data = try library.dataset(name, digits: digits)
      // A run with data of its own trains on all of them.
      return world.options.data == nil ? limit.map { data.limited(to: $0) } ?? data : data
    }
    do {
      return try read(world.options.data ?? values[data])
    } catch {
      // The lesson has a second choice; what the user asks for has none.
      guard world.options.data == nil, let second = values[fallback],
        (error as? DatasetError)?.kind == .missing
      else { throw .world(error) }
      do { return try read(second) } catch { throw .world(error) }
    }
  }

  /// The network, trained or taken from the cache, with the image on its way through it.
  static func trained(
    _ network: NetworkChoice, _ recipe: Recipe, on data: Dataset,
    following image: FollowedImage.Choice,
    _ values: FieldValues, _ world: World
  ) throws(KindError) -> FollowedImage {
    let progress = world.options.progress
    let what = "\(network.name) on \(data.name)"
    let cache = TrainingCache(folder: world.options.cacheFolder, retrains: world.options.retrain)
    do {
      let trained = try cache.network(
        network.description, name: network.name, recipe, on: data, seed: world.seed,
        threads: world.options.threads, progress: progress.map { tell in { tell(what, $0) } })
      return try FollowedImage(
        networkName: network.name, trained: trained, recipe: recipe, data: data, image: image,
        threads: world.options.threads)
    } catch let error as NetworkError {
      throw values.fault(error.description, at: batch)
    } catch let error as TrainingError {
      throw values.fault(
        error.description, at: rate,
        hint: "the recipe of \(network.name) has \(network.recipe.optimizer.rate)")
    } catch {
      throw .world(error)
    }
  }
}
