using System.Globalization;
using MetaService.Extraction.Tagging;

namespace MetaService.DataBuilder.Training;

/// <summary><c>train</c>: trains the tagger and writes the model; scores it on the file that is left out.</summary>
internal static class TrainCommand
{
    public static readonly string[] PlanOptions = ["--train", "--wikigold", "--lexicon", "--epochs", "--rate", "--decay", "--dropout", "--word-dropout", "--minimum", "--rows", "--seed", "--version", "--augment"];

    public static int Run(string[] args)
    {
        var options = Options.Parse(args, [.. PlanOptions, "--leave-out", "--out", "--model"], ["--errors"]);
        var files = TrainingFiles(options.Required("--train"));
        var left = (options["--leave-out"] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries);
        foreach (var name in left)
        {
            if (!files.Any(f => Path.GetFileName(f) == name))
            {
                throw new UsageException($"{name} is not among the training files");
            }
        }

        var lexicon = TaggerLexicon.FromBytes(File.ReadAllBytes(options.Required("--lexicon")));
        var articles = files.Where(f => !left.Contains(Path.GetFileName(f))).SelectMany(TrainingText.Read).ToList();
        var bytes = options["--model"] is { } trained ? File.ReadAllBytes(trained) : ModelTrainer.Run(Plan(options, articles, lexicon), Console.WriteLine);
        var tagger = new NameTagger(lexicon, TaggerModel.FromBytes(bytes));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"model of {bytes.Length / 1e6:F1} MB"));
        if (options["--out"] is { } file)
        {
            File.WriteAllBytes(file, bytes);
            CheckSame(tagger, new NameTagger(lexicon, TaggerModel.FromBytes(File.ReadAllBytes(file))), articles);
        }

        foreach (var name in left)
        {
            var held = TrainingText.Read(files.Single(f => Path.GetFileName(f) == name));
            var score = ModelTrainer.Evaluate(tagger, held);
            var once = ModelTrainer.Evaluate(new NameTagger(lexicon, TaggerModel.FromBytes(bytes)) { ReadsTwice = false }, held);
            var damaged = ModelTrainer.Evaluate(tagger, [.. held.Select(a => new Augmentation(1).Damaged(a, isHeavy: false)).OfType<MarkedArticle>()]);
            foreach (var error in options.Has("--errors") ? ModelTrainer.Errors(tagger, held) : [])
            {
                Console.WriteLine(error);
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{ModelTrainer.Speed(tagger, held):F0} tokens/s"));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: F1 {score.F1:F1}; read once {once.F1:F1}; joined and repaired {damaged.F1:F1}"));
            foreach (var line in score.Table())
            {
                Console.WriteLine(line);
            }
        }

        return 0;
    }

    /// <summary>The training files of a folder, by name.</summary>
    public static List<string> TrainingFiles(string folder) =>
        [.. Directory.GetFiles(folder, "*.txt").Order(StringComparer.Ordinal)];

    /// <summary>The plan that the options describe.</summary>
    public static TrainingPlan Plan(Options options, IReadOnlyList<MarkedArticle> articles, TaggerLexicon lexicon)
    {
        var standard = new TrainerSettings();
        var settings = standard with
        {
            Epochs = (int)Number(options, "--epochs", standard.Epochs),
            Rate = (float)Number(options, "--rate", standard.Rate),
            Decay = (float)Number(options, "--decay", standard.Decay),
            Dropout = Number(options, "--dropout", standard.Dropout),
            WordDropout = Number(options, "--word-dropout", standard.WordDropout),
            Seed = (int)Number(options, "--seed", standard.Seed),
        };
        return new TrainingPlan(
            articles, options["--wikigold"], lexicon, settings, (int)Number(options, "--minimum", 1), (int)Number(options, "--rows", 220_000), options["--version"] ?? "unversioned",
            options["--augment"] != "no");
    }

    private static double Number(Options options, string name, double standard) =>
        options[name] is { } text
            ? double.TryParse(text, CultureInfo.InvariantCulture, out var value) ? value : throw new UsageException($"{name} must be a number")
            : standard;

    private static void CheckSame(NameTagger one, NameTagger two, IReadOnlyList<MarkedArticle> articles)
    {
        foreach (var article in articles.Take(200))
        {
            var tokens = TrainingText.Label(article).Tokens;
            if (!one.Tag(tokens).SequenceEqual(two.Tag(tokens)))
            {
                throw new UsageException("the model written does not tag like the model trained");
            }
        }

        Console.WriteLine("re-read: tags the same");
    }
}
