using System.Text;
using MetaService.Extraction.Actors;
using MetaService.Extraction.Dates;
using MetaService.Extraction.Headers;
using MetaService.Extraction.Places;
using MetaService.Extraction.Tagging;
using MetaService.Extraction.Tokens;

namespace MetaService.Extraction.Tests.Actors;

/// <summary>Text with its names marked as <c>[TAG words]</c>, so that the linker is tested without the tagger.</summary>
internal static class MarkedText
{
    private static readonly ActorLinker _linker = new();

    private static readonly Dictionary<string, EntityTag> _tags = new(StringComparer.Ordinal)
    {
        ["PER"] = EntityTag.Person,
        ["GOV"] = EntityTag.Government,
        ["MIL"] = EntityTag.Military,
        ["ARM"] = EntityTag.ArmedGroup,
        ["PTY"] = EntityTag.Party,
        ["IGO"] = EntityTag.Intergovernmental,
        ["COM"] = EntityTag.Company,
        ["MED"] = EntityTag.Media,
        ["ORG"] = EntityTag.Organization,
        ["NRP"] = EntityTag.Group,
        ["CTY"] = EntityTag.Country,
        ["LOC"] = EntityTag.Location,
    };

    /// <summary>The actors of a marked text.</summary>
    /// <param name="marked">Body text; a first line that starts with <c># </c> is the title.</param>
    /// <param name="focus">Focus countries, most important first.</param>
    /// <param name="day">Publication day.</param>
    /// <param name="outlet">Name of the article's outlet.</param>
    public static IReadOnlyList<Actor> Link(string marked, string focus = "IQ", string day = "2019-08-24", string? outlet = null)
    {
        var (text, mentions) = Parse(marked);
        var title = text.StartsWith("# ", StringComparison.Ordinal) ? new TextSpan(2, text.IndexOf('\n', StringComparison.Ordinal) - 2) : (TextSpan?)null;
        var body = title is { } t ? TextSpan.FromBounds(t.End + 1, text.Length) : new TextSpan(0, text.Length);
        var tokens = new Tokenizer().Tokenize(text, title, body);
        var found = mentions.Select(m => new Mention(m.Span, FirstToken(tokens, m.Span), TokenCount(tokens, m.Span), m.Tag, 0.95f)).ToList();
        var region = new Region([.. focus.Split(',').Select(Weight)], [.. focus.Split(',').Select(Weight)], null, null);
        var header = new HeaderInfo
        {
            Body = body,
            Published = new Finding<DateStamp>(new DateStamp(new PartialDate(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)), null, DatePrecision.Day, null, false, false, []), default, 1, "test"),
            Outlet = outlet is null ? null : new Finding<OutletInfo>(new OutletInfo("", outlet, outlet, null, null, ""), default, 1, "test"),
        };
        return _linker.Link(tokens, found, [], region, header);
    }

    /// <summary>The plain text and the marked names.</summary>
    public static (string Text, List<(TextSpan Span, EntityTag Tag)> Mentions) Parse(string marked)
    {
        var text = new StringBuilder();
        var mentions = new List<(TextSpan, EntityTag)>();
        for (var i = 0; i < marked.Length; i++)
        {
            if (marked[i] != '[')
            {
                text.Append(marked[i]);
                continue;
            }

            var close = marked.IndexOf(']', i);
            var inner = marked[(i + 1)..close];
            var name = inner[(inner.IndexOf(' ', StringComparison.Ordinal) + 1)..];
            mentions.Add((new TextSpan(text.Length, name.Length), _tags[inner[..3]]));
            text.Append(name);
            i = close;
        }

        return (text.ToString(), mentions);
    }

    private static CountryWeight Weight(string code) => new(code, code, 0.5, []);

    private static int FirstToken(TokenizedText tokens, TextSpan span) => Enumerable.Range(0, tokens.Tokens.Count).FirstOrDefault(i => tokens.Tokens[i].End > span.Start);

    private static int TokenCount(TokenizedText tokens, TextSpan span) => Math.Max(1, tokens.Tokens.Count(t => t.Span.Overlaps(span)));
}
