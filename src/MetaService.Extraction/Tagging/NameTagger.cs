using MetaService.Extraction.Tokens;

namespace MetaService.Extraction.Tagging;

/// <summary>Finds and types names.</summary>
public sealed class NameTagger
{
    /// <summary>The names of a text, in order of position, not overlapping.</summary>
    public IReadOnlyList<Mention> Tag(TokenizedText tokens, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        return [];
    }
}
