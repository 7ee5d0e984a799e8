using System.Text;
using FsCheck;
using FsCheck.Fluent;
using MetaService.Extraction.Actors;
using MetaService.Extraction.Headers;
using MetaService.Extraction.Places;
using MetaService.Extraction.Tagging;
using MetaService.Extraction.Tokens;

namespace MetaService.Extraction.Tests.Actors;

public class ActorLinkerInvariantTests
{
    private static readonly ActorLinker _linker = new();

    private static readonly string[] _pieces =
    [
        "Iraq", "Iraq's", "the", "President", "Barham Salih", "al-Sadr", "MoD", "(MoD)", "Ministry of Defense", "said", ",", ".", "\n\n", "(", ")", "[", "Kurdish forces", "army", "and", "between",
        "Tehran", "\uD800", "\u0301", "ISIS", "U.S.", "Dr", "Gen.", "26", "“", "’s", "UN", "of", "for", "minister", "spokesman", "\0", "WHO", "who", "Jr.", "a-b-c", "İzmir", "محمد",
    ];

    [Fact]
    public void Any_text_gives_actors_with_sound_mentions() =>
        Prop.ForAll(
            Gen.Elements(_pieces).ListOf().ToArbitrary(),
            Gen.Choose(0, int.MaxValue - 1).ToArbitrary(),
            (pieces, seed) => Check(string.Join(' ', pieces), seed)).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_string_gives_actors_with_sound_mentions() =>
        Prop.ForAll<string?, int>((text, seed) => Check(text ?? "", seed)).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("(", 100_000)]
    [InlineData("\n", 100_000)]
    [InlineData("A", 100_000)]
    [InlineData("Iraq and ", 20_000)]
    [InlineData("President Ali Hassan, ", 20_000)]
    [InlineData("Ministry of ", 20_000)]
    [InlineData("Iraqi Ministry of Defense (MoD) ", 10_000)]
    public void Monotonous_texts_end(string piece, int times)
    {
        var text = new StringBuilder().Insert(0, piece, times).ToString();
        Check(text, 1);
    }

    private static void Check(string text, int seed)
    {
        var random = new System.Random(seed);
        var tokens = new Tokenizer().Tokenize(text, null, new TextSpan(0, text.Length));
        var mentions = new List<Mention>();
        for (var i = 0; i < tokens.Tokens.Count; i += 1 + random.Next(4))
        {
            var count = Math.Min(1 + random.Next(3), tokens.Tokens.Count - i);
            var span = TextSpan.FromBounds(tokens.Tokens[i].Start, tokens.Tokens[i + count - 1].End);
            mentions.Add(new Mention(span, i, count, (EntityTag)random.Next(12), random.NextSingle()));
            i += count;
        }

        var actors = _linker.Link(tokens, mentions, [], Region.Empty, new HeaderInfo { Body = new TextSpan(0, text.Length) });
        Assert.Equal(actors.Count, actors.Select(a => a.Id).Distinct(StringComparer.Ordinal).Count());
        foreach (var actor in actors)
        {
            Assert.NotEmpty(actor.Mentions);
            Assert.NotEqual(ActorType.Unknown, actor.Type);
            Assert.InRange(actor.Salience, 0, 1);
            Assert.InRange(actor.Confidence, 0, 1);
            Assert.DoesNotContain(actor.Name, actor.Aliases);
            var last = -1;
            foreach (var mention in actor.Mentions)
            {
                Assert.True(mention.Span.Start >= last && mention.Span.End <= text.Length && mention.Span.Length > 0);
                Assert.Equal(mention.Text, mention.Span.Of(text).ToString());
                last = mention.Span.Start;
            }

            foreach (var role in actor.Roles)
            {
                Assert.True(role.Span is not { } span || (span.End <= text.Length && span.Of(text).SequenceEqual(role.Title)));
            }
        }
    }
}
