using System.Text;

namespace MetaService.Extraction.Text;

/// <summary>Joins two rounds of repairs, the second made on the first one's outcome, to one round on the original text.</summary>
internal static class RepairComposition
{
    /// <summary>The single round that does what both do. Linear in the number of repairs.</summary>
    /// <param name="first">Repairs of the text as received, in order.</param>
    /// <param name="middle">The text that <paramref name="first"/> gives.</param>
    /// <param name="second">Repairs of <paramref name="middle"/>, in order.</param>
    public static List<Repair> Compose(List<Repair> first, string middle, List<Repair> second)
    {
        if (first.Count == 0 || second.Count == 0)
        {
            return first.Count == 0 ? second : first;
        }

        var all = new List<Repair>(first.Count + second.Count);
        int i = 0, j = 0, shift = 0; // shift: offset in the middle text less the offset in the original
        while (i < first.Count && j < second.Count)
        {
            var start = first[i].Span.Start + shift;
            var end = start + first[i].Inserted.Length;
            var edit = second[j].Span;
            if (end <= edit.Start)
            {
                all.Add(first[i]);
                shift += first[i].Inserted.Length - first[i].Span.Length;
                i++;
            }
            else if (edit.End <= start)
            {
                all.Add(second[j] with { Span = new SourceSpan(edit.Start - shift, edit.Length) });
                j++;
            }
            else
            {
                all.Add(Merge(first, middle, second, ref i, ref j, ref shift));
            }
        }

        for (; i < first.Count; i++)
        {
            all.Add(first[i]);
        }

        for (; j < second.Count; j++)
        {
            all.Add(second[j] with { Span = new SourceSpan(second[j].Span.Start - shift, second[j].Span.Length) });
        }

        return all;
    }

    /// <summary>One repair for a group of repairs of both rounds that touch the same characters.</summary>
    private static Repair Merge(List<Repair> first, string middle, List<Repair> second, ref int i, ref int j, ref int shift)
    {
        var start = Math.Min(first[i].Span.Start + shift, second[j].Span.Start);
        var sourceStart = start - shift;
        var rule = second[j].Span.Length > first[i].Inserted.Length ? second[j].Rule : first[i].Rule;
        var (end, edits) = (start + 1, j);
        var grown = true;
        while (grown)
        {
            grown = false;
            for (; i < first.Count && first[i].Span.Start + shift < end; i++, grown = true)
            {
                end = Math.Max(end, first[i].Span.Start + shift + first[i].Inserted.Length);
                shift += first[i].Inserted.Length - first[i].Span.Length;
            }

            for (; j < second.Count && second[j].Span.Start < end; j++, grown = true)
            {
                end = Math.Max(end, second[j].Span.End);
            }
        }

        var text = new StringBuilder();
        var at = start;
        for (; edits < j; edits++)
        {
            text.Append(middle, at, second[edits].Span.Start - at).Append(second[edits].Inserted);
            at = second[edits].Span.End;
        }

        text.Append(middle, at, end - at);
        return new Repair(SourceSpan.FromBounds(sourceStart, end - shift), text.ToString(), rule);
    }
}
