using FsCheck;
using FsCheck.Fluent;
using MetaService.Extraction.Text;

namespace MetaService.Extraction.Tests.Text;

public class TextRepairerTests
{
    private static readonly TextRepairer _repairer = new();

    private static string Letters(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));

    [Fact]
    public void Never_throws_and_maps_every_offset_both_ways() =>
        Prop.ForAll<string>(s => Holds(s ?? "")).QuickCheckThrowOnFailure();

    [Fact]
    public void Maps_hold_for_texts_of_damaged_pieces() =>
        Prop.ForAll(
            Gen.Elements("Iraqsigned", " ", "\n", "&amp;", "&amp;quot;", "â€™", "â€\u009D", "\u00A0", "\u200B", "gover nment", ".The", "“", "”", "(", ")", ",and", "\uD800", "\uDC00", "ofDefense", "Â\u00A0", "\u00AD", "35kilometers")
                .ListOf().Select(string.Concat).ToArbitrary(),
            Holds).QuickCheckThrowOnFailure();

    private static bool Holds(string source)
    {
        var repaired = _repairer.Repair(source);
        var at = 0;
        foreach (var repair in repaired.Repairs)
        {
            Assert.True(repair.Span.Start >= at && repair.Span.End <= source.Length);
            at = repair.Span.End;
        }

        for (var i = 0; i <= repaired.Text.Length; i++)
        {
            for (var j = i; j <= Math.Min(repaired.Text.Length, i + 4); j++)
            {
                var span = repaired.ToSource(TextSpan.FromBounds(i, j));
                Assert.InRange(span.Start, 0, source.Length);
                Assert.InRange(span.End, span.Start, source.Length);
            }
        }

        for (var i = 0; i <= source.Length; i++)
        {
            var span = repaired.ToRepaired(SourceSpan.FromBounds(i, source.Length));
            Assert.InRange(span.Start, 0, repaired.Text.Length);
            Assert.InRange(span.End, span.Start, repaired.Text.Length);
        }

        if (repaired.Repairs.All(r => !r.Rule.StartsWith("decode", StringComparison.Ordinal)))
        {
            Assert.Equal(Letters(source), Letters(repaired.Text));
        }

        return true;
    }
}
