namespace MetaService.Storage;

/// <summary>An article of a long walk over many, with the token to go on behind it.</summary>
/// <param name="Article">The article.</param>
/// <param name="Token">Goes on behind this article, also after a restart.</param>
public sealed record ExportedArticle(StoredArticle Article, string Token);

/// <summary>An article that was stored or changed.</summary>
/// <param name="Article">As it is now; changes in between are not shown one by one.</param>
/// <param name="Token">Goes on behind this change, also after a restart.</param>
/// <param name="Behind">Changes stored since this one: how far the watcher is behind.</param>
public sealed record ArticleChange(StoredArticle Article, string Token, long Behind);
