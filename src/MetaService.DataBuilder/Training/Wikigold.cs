using System.Text;
using MetaService.Extraction;
using MetaService.Extraction.Tagging;
using MetaService.Extraction.Tokens;

namespace MetaService.DataBuilder.Training;

/// <summary>
/// Reads wikigold (a token and its tag a line), whose tags are coarser than ours: what it marks, and what it leaves unmarked, limits the
/// labels of a token without settling one.
/// </summary>
internal static class Wikigold
{
    private static readonly EntityTag[] Organisations =
    [
        EntityTag.Government, EntityTag.Military, EntityTag.ArmedGroup, EntityTag.Party, EntityTag.Intergovernmental, EntityTag.Company, EntityTag.Media, EntityTag.Organization,
    ];

    /// <summary>The file's sentences as one text, with the labels that each token may have, one bit a label.</summary>
    public static (TokenizedText Tokens, uint[] Allowed) Read(string file)
    {
        var text = new StringBuilder();
        var marks = new List<(int Start, int End, string Tag)>();
        foreach (var line in File.ReadLines(file))
        {
            var at = line.LastIndexOf(' ');
            if (at <= 0)
            {
                text.Append("\n\n");
                continue;
            }

            if (text.Length > 0 && text[^1] != '\n')
            {
                text.Append(' ');
            }

            var start = text.Length;
            text.Append(line, 0, at);
            var tag = line[(at + 1)..];
            if (tag != "O")
            {
                var name = tag[2..];
                if (tag[0] == 'I' && marks.Count > 0 && marks[^1].Tag == name && marks[^1].End + 1 == start)
                {
                    marks[^1] = (marks[^1].Start, text.Length, name);
                }
                else
                {
                    marks.Add((start, text.Length, name));
                }
            }
        }

        var tokens = new Tokenizer().Tokenize(text.ToString(), null, new TextSpan(0, text.Length));
        return (tokens, Allow(tokens, marks));
    }

    private static uint[] Allow(TokenizedText tokens, List<(int Start, int End, string Tag)> marks)
    {
        const uint Any = (1u << TagSet.LabelCount) - 1;
        var unmarked = 1u | (1u << TagSet.Begin(EntityTag.Group)) | (1u << TagSet.Inside(EntityTag.Group));
        var allowed = new uint[tokens.Tokens.Count];
        Array.Fill(allowed, unmarked);
        var next = 0;
        foreach (var (start, end, tag) in marks)
        {
            while (next < allowed.Length && tokens.Tokens[next].End <= start)
            {
                next++;
            }

            EntityTag[] tags = tag switch
            {
                "PER" => [EntityTag.Person],
                "ORG" => Organisations,
                "LOC" => [EntityTag.Location, EntityTag.Country],
                _ => [],
            };
            for (var isFirst = true; next < allowed.Length && tokens.Tokens[next].Start < end; next++, isFirst = false)
            {
                allowed[next] = tags.Length == 0 ? Any : 0;
                foreach (var t in tags)
                {
                    allowed[next] |= 1u << (isFirst ? TagSet.Begin(t) : TagSet.Inside(t));
                }
            }
        }

        // A sentence cannot start within a name: where the splitter parts one, its rest may be anything.
        foreach (var sentence in tokens.Sentences)
        {
            if ((allowed[sentence.First] & ~InsideLabels) == 0)
            {
                allowed.AsSpan(sentence.First, sentence.Count).Fill(Any);
            }
        }

        return allowed;
    }

    private static uint InsideLabels { get; } = Enumerable.Range(0, TagSet.LabelCount).Where(TagSet.IsInside).Aggregate(0u, (sum, label) => sum | (1u << label));
}
