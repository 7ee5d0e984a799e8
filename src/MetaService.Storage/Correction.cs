namespace MetaService.Storage;

/// <summary>A person's word on one field of an article.</summary>
/// <param name="Field">Path of the field, e.g. <c>region.focus</c>.</param>
/// <param name="Value">The right value in the caller's own encoding; null takes the correction of this field back.</param>
/// <param name="Author">Who says so.</param>
/// <param name="Reason">Why; may be empty.</param>
public sealed record NewCorrection(string Field, byte[]? Value, string Author, string Reason);

/// <summary>A correction as stored.</summary>
/// <param name="Field">Path of the field.</param>
/// <param name="Value">The right value; null where the correction was taken back.</param>
/// <param name="Author">Who said so.</param>
/// <param name="Reason">Why.</param>
/// <param name="CreatedAt">When, in UTC.</param>
public sealed record Correction(string Field, byte[]? Value, string Author, string Reason, DateTimeOffset CreatedAt);

/// <summary>A run of a new extractor over stored texts.</summary>
/// <param name="RunId">Its id.</param>
/// <param name="Version">Version of the extractor.</param>
/// <param name="StartedAt">When it began, in UTC.</param>
/// <param name="FinishedAt">When it was done, in UTC; null while it is not.</param>
/// <param name="Articles">Articles looked at.</param>
/// <param name="Changed">Those whose metadata changed.</param>
/// <param name="Failed">Those that could not be parsed or stored.</param>
/// <param name="Report">The caller's own report; may be empty.</param>
public sealed record ReparseRun(
    long RunId, string Version, DateTimeOffset StartedAt, DateTimeOffset? FinishedAt, long Articles, long Changed, long Failed, byte[] Report);

/// <summary>An article to parse again.</summary>
/// <param name="Seq">Its number in order of storing: where the run goes on.</param>
/// <param name="Article">The article.</param>
public sealed record OutdatedArticle(long Seq, StoredArticle Article);
