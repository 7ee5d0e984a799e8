namespace MetaService.Storage;

/// <summary>Keeps articles in SQLite.</summary>
public sealed class ArticleStore
{
}
