using MetaService.DataBuilder.Training;
using MetaService.Extraction;
using MetaService.Extraction.Tagging;

namespace MetaService.DataBuilder.Tests.Training;

public sealed class CrfTrainerTests
{
    private const string Fixture = """
        # id: t-1 | date: 2020-01-02 | style: made up
        [LOC Testville] council met [PER Ada Example] on Monday.
        Mayor [PER Bo Sample] of [LOC Testville] thanked [COM Sample Works] and [PER Example].
        # id: t-2
        [PER Ada Example] left [LOC Testville] for [LOC Port Fixture].
        The [COM Sample Works] plant in [LOC Port Fixture] closed, [PER Bo Sample] said.
        """;

    private static TaggerLexicon Lexicon()
    {
        var builder = new LexiconBuilder();
        builder.AddWord("mayor", 3, 1, 10);
        builder.AddWord("council", 4, 1, 20);
        builder.AddPhrase([FeatureHash.Folded("port"), FeatureHash.Folded("fixture")], (int)PhraseType.Town);
        return TaggerLexicon.FromBytes(builder.Build());
    }

    private static List<MarkedArticle> Articles()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, Fixture);
            return TrainingText.Read(file);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static TrainingPlan Plan(TaggerLexicon lexicon) =>
        new(Articles(), null, lexicon, new TrainerSettings { Epochs = 30, Dropout = 0.1, Seed = 5 }, 1, 5000, "fixture", IsAugmented: false);

    [Fact]
    public void Marks_are_read_with_their_spans()
    {
        var articles = Articles();
        Assert.Equal(2, articles.Count);
        Assert.Equal(["Testville", "Ada Example", "Bo Sample", "Testville", "Sample Works", "Example"], articles[0].Marks.Select(m => m.Span.Of(articles[0].Text).ToString()));
        Assert.DoesNotContain('[', articles[0].Text);
    }

    [Fact]
    public void Trained_written_and_read_model_tags_its_text()
    {
        var lexicon = Lexicon();
        var bytes = ModelTrainer.Run(Plan(lexicon), _ => { });
        var tagger = new NameTagger(lexicon, TaggerModel.FromBytes(bytes));
        Assert.Equal("fixture", tagger.DataVersion);
        Assert.Equal(100, ModelTrainer.Evaluate(tagger, Articles()).F1);
    }

    [Fact]
    public void Training_is_deterministic()
    {
        var lexicon = Lexicon();
        Assert.Equal(ModelTrainer.Run(Plan(lexicon), _ => { }), ModelTrainer.Run(Plan(lexicon), _ => { }));
    }

    [Fact]
    public void Damaged_files_and_strange_lexicons_are_refused()
    {
        var lexicon = Lexicon();
        var bytes = ModelTrainer.Run(Plan(lexicon) with { Settings = new TrainerSettings { Epochs = 1 } }, _ => { });
        Assert.Throws<InvalidOperationException>(() => TaggerModel.FromBytes(bytes.AsSpan(0, bytes.Length - 1)));
        Assert.Throws<InvalidOperationException>(() => TaggerModel.FromBytes([]));
        Assert.Throws<InvalidOperationException>(() => TaggerLexicon.FromBytes(new byte[200]));
        var other = TaggerLexicon.FromBytes(new LexiconBuilder().Build());
        Assert.Throws<InvalidOperationException>(() => new NameTagger(other, TaggerModel.FromBytes(bytes)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Gradient_is_that_of_finite_differences(bool isFull)
    {
        var lexicon = Lexicon();
        var index = new FeatureIndex(lexicon, 1);
        var labelled = TrainingText.Label(Articles()[1]);
        index.Add(labelled.Tokens, Array.ConvertAll(labelled.Labels, label => isFull ? 1u << label : label == 0 ? 1u : (1u << label) | (1u << TagSet.Begin(EntityTag.Party)) | 1u));
        var sentence = index.Finish()[0];
        var trainer = new CrfTrainer(index.Hashes.Count, new TrainerSettings());
        var random = new Random(3);
        for (var i = 0; i < trainer.Weights.Length; i++)
        {
            trainer.Weights[i] = i % TagSet.Lanes < TagSet.LabelCount ? (random.NextSingle() - 0.5f) * 0.2f : 0;
        }

        var gradient = new float[sentence.Count * TagSet.Lanes];
        var transitionGradient = new float[trainer.Transitions.Log.Length];
        trainer.Loss(sentence, gradient, transitionGradient);
        var scratch = new float[gradient.Length];
        var scratchTransitions = new float[transitionGradient.Length];
        const float Step = 0.05f;

        // A row that occurs at one token only: its gradient is that of the token's label score.
        var row = Enumerable.Range(0, index.Hashes.Count)
            .First(r => sentence.Rows.Count(x => (x & ~TrainingSentence.Identity) == r) == 1 && Token(sentence, r) == 1);
        foreach (var label in (int[])[0, TagSet.Begin(EntityTag.Person), TagSet.Inside(EntityTag.Person), TagSet.Begin(EntityTag.Party)])
        {
            ref var weight = ref trainer.Weights[(row * TagSet.Lanes) + label];
            var before = weight;
            weight = before + Step;
            var more = trainer.Loss(sentence, scratch, scratchTransitions);
            weight = before - Step;
            var less = trainer.Loss(sentence, scratch, scratchTransitions);
            weight = before;
            Assert.Equal((more - less) / (2 * Step), gradient[(1 * TagSet.Lanes) + label], 2e-3);
        }

        var pair = TransitionScores.Index(sentence.Casings[1], TagSet.Begin(EntityTag.Person), TagSet.Inside(EntityTag.Person));
        trainer.Transitions.Log[pair] += Step;
        trainer.Transitions.Exponentiate();
        var above = trainer.Loss(sentence, scratch, scratchTransitions);
        trainer.Transitions.Log[pair] -= 2 * Step;
        trainer.Transitions.Exponentiate();
        var below = trainer.Loss(sentence, scratch, scratchTransitions);
        Assert.Equal((above - below) / (2 * Step), transitionGradient[pair], 2e-3);
    }

    private static int Token(TrainingSentence sentence, int row)
    {
        var at = Array.FindIndex(sentence.Rows, x => (x & ~TrainingSentence.Identity) == row);
        return Array.FindLastIndex(sentence.Starts, start => start <= at);
    }

    [Fact]
    public void Marks_follow_letters_into_another_rendering()
    {
        var article = new MarkedArticle("In Port Fixture rain\n\nfell.", [new Mark(new TextSpan(3, 12), EntityTag.Location)]);
        var other = Augmentation.Realign(article, "In PortFixture  rain fell.");
        Assert.NotNull(other);
        Assert.Equal("PortFixture", other.Marks[0].Span.Of(other.Text).ToString());
        Assert.Null(Augmentation.Realign(article, "In Port Fixtures rain fell."));
    }

    [Fact]
    public void Partial_labels_leave_tags_open()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, "Ada I-PER\nmet O\nDanish I-MISC\nFixture I-ORG\nUnion I-ORG\n. O\n");
            var (tokens, allowed) = Wikigold.Read(file);
            Assert.Equal(6, tokens.Tokens.Count);
            Assert.Equal(1u << TagSet.Begin(EntityTag.Person), allowed[0]);
            Assert.NotEqual(0u, allowed[1] & 1);
            Assert.Equal((1u << TagSet.LabelCount) - 1, allowed[2]);
            Assert.NotEqual(0u, allowed[3] & (1u << TagSet.Begin(EntityTag.Company)));
            Assert.Equal(0u, allowed[3] & (1u << TagSet.Begin(EntityTag.Person)));
            Assert.NotEqual(0u, allowed[4] & (1u << TagSet.Inside(EntityTag.Company)));
        }
        finally
        {
            File.Delete(file);
        }
    }
}
