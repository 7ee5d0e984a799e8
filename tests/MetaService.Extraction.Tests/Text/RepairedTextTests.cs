using System.Text;
using FsCheck;
using FsCheck.Fluent;
using MetaService.Extraction.Text;

namespace MetaService.Extraction.Tests.Text;

public class RepairedTextTests
{
    /// <summary>Numbers that <see cref="Edits"/> turns into gaps, deleted lengths and insertions.</summary>
    private static Arbitrary<(int Gap, int Deleted, int Inserted)[]> Plans { get; } =
        (from gap in Gen.Choose(0, 5) from deleted in Gen.Choose(0, 3) from inserted in Gen.Choose(0, 3) select (gap, deleted, inserted))
        .ArrayOf().ToArbitrary();

    private static List<Repair> Edits(string text, (int Gap, int Deleted, int Inserted)[] plan, char sign)
    {
        var repairs = new List<Repair>();
        var at = 0;
        foreach (var (gap, deleted, inserted) in plan)
        {
            at += gap;
            if (at + deleted > text.Length)
            {
                break;
            }

            if (deleted + inserted > 0)
            {
                repairs.Add(new Repair(new SourceSpan(at, deleted), new string(sign, inserted), "test"));
            }

            at += deleted;
        }

        return repairs;
    }

    private static string Source(int length) => string.Create(length, 0, static (s, _) =>
    {
        for (var i = 0; i < s.Length; i++)
        {
            s[i] = (char)('a' + (i % 26));
        }
    });

    private static string Apply(string text, List<Repair> repairs)
    {
        var builder = new StringBuilder();
        var at = 0;
        foreach (var repair in repairs)
        {
            builder.Append(text, at, repair.Span.Start - at).Append(repair.Inserted);
            at = repair.Span.End;
        }

        return builder.Append(text, at, text.Length - at).ToString();
    }

    [Fact]
    public void Kept_characters_map_both_ways() =>
        Prop.ForAll(Plans, plan =>
        {
            var source = Source(60);
            var repairs = Edits(source, plan, '#');
            var text = new RepairedText(source, repairs);
            Assert.Equal(Apply(source, repairs), text.Text);
            for (var i = 0; i < source.Length; i++)
            {
                if (repairs.Exists(r => r.Span.Start <= i && i < r.Span.End))
                {
                    continue;
                }

                var there = text.ToRepaired(new SourceSpan(i, 1));
                Assert.Equal(source[i].ToString(), there.Of(text.Text).ToString());
                Assert.Equal(new SourceSpan(i, 1), text.ToSource(there));
            }

            return true;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Spans_map_to_ordered_spans_within_the_text() =>
        Prop.ForAll(Plans, plan =>
        {
            var source = Source(40);
            var text = new RepairedText(source, Edits(source, plan, '#'));
            for (var start = 0; start <= text.Text.Length; start++)
            {
                for (var end = start; end <= text.Text.Length; end++)
                {
                    var span = text.ToSource(TextSpan.FromBounds(start, end));
                    Assert.InRange(span.Start, 0, source.Length);
                    Assert.InRange(span.End, span.Start, source.Length);
                }
            }

            return true;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Two_rounds_are_one() =>
        Prop.ForAll(Plans, Plans, (first, second) =>
        {
            var source = Source(50);
            var one = Edits(source, first, '#');
            var middle = Apply(source, one);
            var two = Edits(middle, second, '+');
            var both = RepairComposition.Compose(one, middle, two);
            Assert.Equal(Apply(middle, two), Apply(source, both));
            Assert.Equal(Apply(middle, two), new RepairedText(source, both).Text);
            return true;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Inserted_blanks_at_the_edges_are_left_out()
    {
        var text = new RepairedText("BenWallace", [new Repair(new SourceSpan(3, 0), " ", "join.word")]);
        Assert.Equal("Ben Wallace", text.Text);
        Assert.Equal(new SourceSpan(0, 3), text.ToSource(new TextSpan(0, 3)));
        Assert.Equal(new SourceSpan(0, 3), text.ToSource(new TextSpan(0, 4)));
        Assert.Equal(new SourceSpan(3, 7), text.ToSource(new TextSpan(3, 8)));
        Assert.Equal(new SourceSpan(3, 7), text.ToSource(new TextSpan(4, 7)));
        Assert.Equal(new TextSpan(4, 7), text.ToRepaired(new SourceSpan(3, 7)));
    }

    [Fact]
    public void Sound_text_is_the_same_object()
    {
        var source = "nothing to do here";
        Assert.Same(source, new RepairedText(source, []).Text);
    }
}
