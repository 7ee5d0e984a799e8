using System.Globalization;
using MetaService.Extraction.Tagging;

namespace MetaService.DataBuilder.Training;

/// <summary><c>crossval</c>: leaves out each training file in turn and scores the tagger on it.</summary>
internal static class CrossValCommand
{
    public static int Run(string[] args)
    {
        var options = Options.Parse(args, [.. TrainCommand.PlanOptions, "--out"], []);
        var files = TrainCommand.TrainingFiles(options.Required("--train"));
        var lexicon = TaggerLexicon.FromBytes(File.ReadAllBytes(options.Required("--lexicon")));
        var articles = files.ToDictionary(f => f, TrainingText.Read);
        var lines = new List<string>();
        var scores = new List<SpanScore>();
        var all = new SpanScore();
        var plan = TrainCommand.Plan(options, [], lexicon);
        Print(string.Create(CultureInfo.InvariantCulture,
            $"# passes {plan.Settings.Epochs}, minimum {plan.MinimumCount}, rows {plan.MaximumRows}, dropout {plan.Settings.Dropout}, word dropout {plan.Settings.WordDropout}, augmented {plan.IsAugmented}, wikigold {plan.Wikigold is not null}; a name is right with the same tokens and tag"));
        foreach (var file in files)
        {
            var rest = files.Where(f => f != file).SelectMany(f => articles[f]).ToList();
            var bytes = ModelTrainer.Run(TrainCommand.Plan(options, rest, lexicon), Console.Error.WriteLine);
            var score = ModelTrainer.Evaluate(new NameTagger(lexicon, TaggerModel.FromBytes(bytes)), articles[file]);
            Print($"left out: {Path.GetFileName(file)}");
            foreach (var line in score.Table())
            {
                Print(line);
            }

            Print("");
            scores.Add(score);
            all.Add(score);
        }

        Print("mean F1 by tag: " + string.Join(", ", Enum.GetValues<EntityTag>().Select(tag =>
            string.Create(CultureInfo.InvariantCulture, $"{TagSet.Code(tag)} {scores.Average(s => s.F1Of(tag)):F1}"))));
        Print("all files together");
        foreach (var line in all.Table())
        {
            Print(line);
        }

        Print(string.Create(CultureInfo.InvariantCulture, $"mean F1 {scores.Average(s => s.F1):F1}"));
        if (options["--out"] is { } table)
        {
            File.WriteAllText(table, string.Join('\n', lines) + "\n");
        }

        return 0;

        void Print(string line)
        {
            Console.WriteLine(line);
            lines.Add(line);
        }
    }
}
