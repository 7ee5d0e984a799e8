using System.Globalization;
using MetaService.Extraction.Tagging;

namespace MetaService.DataBuilder.Training;

/// <summary>Precision, recall and F1 of names: right is a name with the same tokens and tag.</summary>
internal sealed class SpanScore
{
    private readonly int[] _right = new int[TagSet.TagCount];
    private readonly int[] _found = new int[TagSet.TagCount];
    private readonly int[] _marked = new int[TagSet.TagCount];

    /// <summary>F1 over all tags, 0 to 100.</summary>
    public double F1 => F(_right.Sum(), _found.Sum(), _marked.Sum());

    /// <summary>F1 of a tag, 0 to 100.</summary>
    public double F1Of(EntityTag tag) => F(_right[(int)tag], _found[(int)tag], _marked[(int)tag]);

    /// <summary>Counts one text.</summary>
    public void Add(ReadOnlySpan<int> labels, IReadOnlyList<Mention> mentions)
    {
        var marked = new HashSet<(int, int, EntityTag)>();
        for (var t = 0; t < labels.Length;)
        {
            if (labels[t] == TagSet.Outside)
            {
                t++;
                continue;
            }

            var end = t + 1;
            while (end < labels.Length && TagSet.IsInside(labels[end]))
            {
                end++;
            }

            var tag = TagSet.TagOf(labels[t]);
            marked.Add((t, end, tag));
            _marked[(int)tag]++;
            t = end;
        }

        foreach (var mention in mentions)
        {
            _found[(int)mention.Tag]++;
            if (marked.Contains((mention.FirstToken, mention.EndToken, mention.Tag)))
            {
                _right[(int)mention.Tag]++;
            }
        }
    }

    /// <summary>Adds another score's counts.</summary>
    public void Add(SpanScore other)
    {
        for (var i = 0; i < TagSet.TagCount; i++)
        {
            _right[i] += other._right[i];
            _found[i] += other._found[i];
            _marked[i] += other._marked[i];
        }
    }

    /// <summary>One line a tag and one for all.</summary>
    public IEnumerable<string> Table()
    {
        yield return "tag   names    P     R     F1";
        foreach (var tag in Enum.GetValues<EntityTag>())
        {
            yield return Line(TagSet.Code(tag), _right[(int)tag], _found[(int)tag], _marked[(int)tag]);
        }

        yield return Line("all", _right.Sum(), _found.Sum(), _marked.Sum());
    }

    private static string Line(string name, int right, int found, int marked) => string.Create(CultureInfo.InvariantCulture,
        $"{name,-4} {marked,6} {100.0 * right / Math.Max(found, 1),5:F1} {100.0 * right / Math.Max(marked, 1),5:F1} {F(right, found, marked),5:F1}");

    private static double F(int right, int found, int marked) => found + marked == 0 ? 0 : 200.0 * right / (found + marked);
}
