using System.Diagnostics;
using System.Globalization;
using MetaService.Extraction.Tagging;

namespace MetaService.DataBuilder.Training;

/// <summary>What a model is trained from.</summary>
/// <param name="Articles">Annotated articles.</param>
/// <param name="Wikigold">Path of wikigold, or null.</param>
/// <param name="Lexicon">The tagger's lexicon.</param>
/// <param name="Settings">How to train.</param>
/// <param name="MinimumCount">Rarer features are dropped.</param>
/// <param name="MaximumRows">How many features the model keeps.</param>
/// <param name="DataVersion">Version to write into the model.</param>
/// <param name="IsAugmented">Whether to train on damaged and recased copies, too.</param>
internal sealed record TrainingPlan(
    IReadOnlyList<MarkedArticle> Articles, string? Wikigold, TaggerLexicon Lexicon, TrainerSettings Settings, int MinimumCount, int MaximumRows, string DataVersion, bool IsAugmented);

/// <summary>From articles to the bytes of a model.</summary>
internal static class ModelTrainer
{
    /// <summary>Trains and returns the model file's bytes.</summary>
    public static byte[] Run(TrainingPlan plan, Action<string> log)
    {
        var watch = Stopwatch.StartNew();
        var index = new FeatureIndex(plan.Lexicon, plan.MinimumCount);
        long tokens = 0;
        foreach (var article in plan.IsAugmented ? new Augmentation(plan.Settings.Seed).Vary(plan.Articles) : plan.Articles)
        {
            var labelled = TrainingText.Label(article);
            index.Add(labelled.Tokens, Array.ConvertAll(labelled.Labels, label => 1u << label));
            tokens += labelled.Labels.Length;
        }

        if (plan.Wikigold is { } file)
        {
            var (text, allowed) = Wikigold.Read(file);
            index.Add(text, allowed);
            tokens += allowed.Length;
        }

        var seen = index.Seen;
        var sentences = index.Finish();
        log(string.Create(CultureInfo.InvariantCulture,
            $"{sentences.Count} sentences, {tokens} tokens, {seen} features, {index.Hashes.Count} of them at least {plan.MinimumCount} times; {watch.Elapsed.TotalSeconds:F0} s"));
        var trainer = new CrfTrainer(index.Hashes.Count, plan.Settings);
        var start = watch.Elapsed;
        trainer.Train(sentences, (epoch, share, loss) =>
        {
            if (share == 1)
            {
                var perEpoch = (watch.Elapsed - start) / epoch;
                log(string.Create(CultureInfo.InvariantCulture,
                    $"pass {epoch}/{plan.Settings.Epochs}: loss {loss:F4} a token, {(perEpoch * (plan.Settings.Epochs - epoch)).TotalSeconds:F0} s left"));
            }
        });
        return ModelWriter.Build(
            index.Hashes, index.Counts, trainer.Weights, trainer.Transitions, plan.Lexicon.Id, plan.MaximumRows, plan.DataVersion);
    }

    /// <summary>Tokens a second of processor time on one core, features computed anew each time.</summary>
    public static double Speed(NameTagger tagger, IReadOnlyList<MarkedArticle> articles)
    {
        var texts = articles.Select(a => TrainingText.Label(a).Tokens).ToList();
        double best = 0;
        for (var round = 0; round < 12; round++)
        {
            var before = Environment.CpuUsage.UserTime;
            texts.ForEach(t => tagger.Tag(t));
            best = Math.Max(best, texts.Sum(t => t.Tokens.Count) / (Environment.CpuUsage.UserTime - before).TotalSeconds);
        }

        return best;
    }

    /// <summary>What a tagger does otherwise than marked: one line a name missed or found in vain.</summary>
    public static IEnumerable<string> Errors(NameTagger tagger, IReadOnlyList<MarkedArticle> articles)
    {
        foreach (var article in articles)
        {
            var labelled = TrainingText.Label(article);
            var found = tagger.Tag(labelled.Tokens).Select(m => new Mark(m.Span, m.Tag)).ToHashSet();
            foreach (var mark in article.Marks.Where(m => !found.Contains(m)))
            {
                yield return Line("missed", mark, article.Text);
            }

            foreach (var mark in found.Except(article.Marks))
            {
                yield return Line("vain  ", mark, article.Text);
            }
        }
    }

    private static string Line(string what, Mark mark, string text) =>
        $"{what} {TagSet.Code(mark.Tag)} {text[Math.Max(0, mark.Span.Start - 30)..mark.Span.Start].Replace('\n', ' ')}[{mark.Span.Of(text)}]{text[mark.Span.End..Math.Min(text.Length, mark.Span.End + 20)].Replace('\n', ' ')}";

    /// <summary>Scores a tagger on articles.</summary>
    public static SpanScore Evaluate(NameTagger tagger, IReadOnlyList<MarkedArticle> articles)
    {
        var score = new SpanScore();
        foreach (var article in articles)
        {
            var labelled = TrainingText.Label(article);
            score.Add(labelled.Labels, tagger.Tag(labelled.Tokens));
        }

        return score;
    }
}
