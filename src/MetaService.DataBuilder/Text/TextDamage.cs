using System.Text;
using System.Text.RegularExpressions;

namespace MetaService.DataBuilder.Text;

/// <summary>Damages clean text in the two manners seen in scraped articles, to measure the repair of it.</summary>
internal static partial class TextDamage
{
    private const int WrapColumn = 80;

    /// <summary>
    /// Line ends deleted: each paragraph is wrapped at 80 columns, its first word (behind a dateline) stands alone, and all breaks vanish.
    /// </summary>
    public static string Joined(IReadOnlyList<string> paragraphs)
    {
        var text = new StringBuilder();
        foreach (var paragraph in paragraphs)
        {
            var dateline = Dateline().Match(paragraph).Length;
            var column = 0;
            var at = 0;
            foreach (var word in paragraph.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                if (column > 0)
                {
                    var isFirst = at > dateline && paragraph.IndexOf(' ', dateline) == at - 1;
                    if (column + 1 + word.Length > WrapColumn)
                    {
                        column = 0;
                    }
                    else
                    {
                        column++;
                        if (!isFirst)
                        {
                            text.Append(' ');
                        }
                    }
                }

                text.Append(word);
                column += word.Length;
                at += word.Length + 1;
            }
        }

        return text.ToString();
    }

    /// <summary>Blanks deleted, doubled and strewn anywhere, UTF-8 read as Windows-1252, paragraph breaks mostly gone.</summary>
    public static string Heavy(IReadOnlyList<string> paragraphs, Random random)
    {
        var text = new StringBuilder();
        foreach (var paragraph in paragraphs)
        {
            if (text.Length > 0 && random.Next(3) == 0)
            {
                text.Append('\n');
            }

            for (var i = 0; i < paragraph.Length; i++)
            {
                var c = paragraph[i];
                if (c == ' ')
                {
                    text.Append(' ', random.NextDouble() switch { < 0.2 => 0, > 0.95 => 2, _ => 1 });
                    continue;
                }

                if (c == ',' && random.Next(10) == 0 && i > 0 && char.IsLetter(paragraph[i - 1]))
                {
                    text.Append(' ');
                }

                if (i > 1 && i + 2 < paragraph.Length && char.IsLower(c) && random.Next(800) == 0
                    && paragraph.AsSpan(i - 2, 5).IndexOfAnyExceptInRange('a', 'z') < 0)
                {
                    text.Append(' ');
                }

                text.Append(c switch { '’' => "â€™", '‘' => "â€˜", '“' => "â€œ", '”' => "â€\u009D", _ => c.ToString() });
            }
        }

        return text.ToString();
    }

    [GeneratedRegex(@"^[^.]{0,60}?(\) ?(-|–|—|--)|:| (-|–|—|--)|/) (?=\S)")]
    private static partial Regex Dateline();
}
