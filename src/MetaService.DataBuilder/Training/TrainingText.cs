using System.Text;
using MetaService.Extraction;
using MetaService.Extraction.Tagging;
using MetaService.Extraction.Tokens;

namespace MetaService.DataBuilder.Training;

/// <summary>A name marked in a training text.</summary>
internal readonly record struct Mark(TextSpan Span, EntityTag Tag);

/// <summary>A training article: plain text with marked names. Paragraphs are parted by blank lines.</summary>
internal sealed record MarkedArticle(string Text, IReadOnlyList<Mark> Marks);

/// <summary>A tokenised text with the label of each token.</summary>
internal sealed record LabelledText(TokenizedText Tokens, int[] Labels);

/// <summary>Reads annotated news text: <c>[TAG words]</c> marks, an article for each line that starts with <c>#</c>.</summary>
internal static class TrainingText
{
    private static readonly Tokenizer Tokenizer = new();

    /// <summary>The articles of a file.</summary>
    public static List<MarkedArticle> Read(string file)
    {
        var articles = new List<MarkedArticle>();
        var text = new StringBuilder();
        var marks = new List<Mark>();
        foreach (var line in File.ReadLines(file))
        {
            if (line.StartsWith('#'))
            {
                Close();
            }
            else if (line.Trim().Length > 0)
            {
                if (text.Length > 0)
                {
                    text.Append("\n\n");
                }

                ParseLine(line, text, marks);
            }
        }

        Close();
        return articles;

        void Close()
        {
            if (text.Length > 0)
            {
                articles.Add(new MarkedArticle(text.ToString(), [.. marks]));
            }

            text.Clear();
            marks.Clear();
        }
    }

    /// <summary>Appends a line without its marks, and the marks.</summary>
    public static void ParseLine(string line, StringBuilder text, List<Mark> marks)
    {
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '[' && i + 5 < line.Length && line[i + 4] == ' ' && TagSet.TryParse(line.AsSpan(i + 1, 3), out var tag)
                && line.IndexOf(']', i) is > 0 and var end)
            {
                marks.Add(new Mark(new TextSpan(text.Length, end - i - 5), tag));
                text.Append(line, i + 5, end - i - 5);
                i = end;
            }
            else
            {
                text.Append(line[i]);
            }
        }
    }

    /// <summary>Tokens and labels of an article. A token belongs to the mark that it overlaps.</summary>
    public static LabelledText Label(MarkedArticle article)
    {
        var tokens = Tokenizer.Tokenize(article.Text, null, new TextSpan(0, article.Text.Length));
        var labels = new int[tokens.Tokens.Count];
        var next = 0;
        foreach (var mark in article.Marks)
        {
            while (next < labels.Length && tokens.Tokens[next].End <= mark.Span.Start)
            {
                next++;
            }

            for (var isFirst = true; next < labels.Length && tokens.Tokens[next].Start < mark.Span.End; next++, isFirst = false)
            {
                labels[next] = isFirst ? TagSet.Begin(mark.Tag) : TagSet.Inside(mark.Tag);
            }
        }

        // A name that the splitter parts is two.
        foreach (var sentence in tokens.Sentences)
        {
            if (TagSet.IsInside(labels[sentence.First]))
            {
                labels[sentence.First]--;
            }
        }

        return new LabelledText(tokens, labels);
    }
}
