using System.Text;
using MetaService.Extraction;
using MetaService.Protos.V1;
using MetaService.Server.Configuration;
using MetaService.Server.Mapping;
using Microsoft.Extensions.Options;
using Article = MetaService.Extraction.Article;

namespace MetaService.Server.Validation;

/// <summary>Checks what a caller hands over and turns it into the extractor's input.</summary>
internal sealed class ArticleValidator(IOptions<LimitOptions> limits)
{
    private const int MaxIdLength = 200;
    private const int MaxUrlLength = 2048;
    private readonly int _maxTextBytes = limits.Value.MaxTextBytes;

    /// <summary>The extractor's input for a request.</summary>
    /// <exception cref="Grpc.Core.RpcException">INVALID_ARGUMENT or RESOURCE_EXHAUSTED that names each field at fault.</exception>
    public Article Check(ArticleInput? input, OffsetUnit unit, IOutletProfiles? profiles)
    {
        var errors = new FieldErrors();
        if (!Enum.IsDefined(unit))
        {
            errors.Add("offset_unit", "is not a value of OffsetUnit");
        }

        if (input is null)
        {
            errors.Add("article", "is required");
            errors.ThrowIfAny();
        }

        CheckText(input!.Text, errors);
        CheckId("article.article_id", input.ArticleId, required: false, errors);
        CheckUrl(input.SourceUrl, errors);
        var received = CheckReceived(input, errors);
        var hints = CheckHints(input.Hints, errors);
        errors.ThrowIfAny();
        return new Article(input.Text, new ArticleContext(NullIfEmpty(input.SourceUrl), received, hints) { Profiles = profiles });
    }

    /// <summary>Checks an article id.</summary>
    public static void CheckId(string field, string id, bool required, FieldErrors errors)
    {
        if (id.Length == 0)
        {
            if (required)
            {
                errors.Add(field, "is required");
            }
        }
        else if (id.Length > MaxIdLength)
        {
            errors.Add(field, $"has {id.Length} characters, more than {MaxIdLength}");
        }
        else if (id.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            errors.Add(field, "may hold printable ASCII characters without blanks only");
        }
    }

    private void CheckText(string text, FieldErrors errors)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            errors.Add("article.text", "is required and must hold more than white space");
            return;
        }

        if (text.Length > _maxTextBytes / 3 && Encoding.UTF8.GetByteCount(text) is var bytes && bytes > _maxTextBytes)
        {
            errors.AddTooLarge("article.text", $"has {bytes} bytes in UTF-8, more than the limit of {_maxTextBytes}");
        }
    }

    private static void CheckUrl(string url, FieldErrors errors)
    {
        if (url.Length > MaxUrlLength)
        {
            errors.Add("article.source_url", $"has {url.Length} characters, more than {MaxUrlLength}");
        }
        else if (url.Length > 0 && !(Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"))
        {
            errors.Add("article.source_url", "must be an absolute http or https address");
        }
    }

    private static DateTimeOffset? CheckReceived(ArticleInput input, FieldErrors errors)
    {
        if (input.ReceivedAt is not { } stamp)
        {
            return null;
        }

        try
        {
            return stamp.ToDateTimeOffset();
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentOutOfRangeException)
        {
            errors.Add("article.received_at", "must lie between the years 1 and 9999 with nanos from 0 to 999,999,999");
            return null;
        }
    }

    private static ArticleHints CheckHints(Hints? hints, FieldErrors errors)
    {
        if (hints is null)
        {
            return ArticleHints.None;
        }

        if (hints.Country.Length > 0 && !IsCountryCode(hints.Country))
        {
            errors.Add("article.hints.country", "must be an ISO 3166-1 alpha-2 code in capitals, e.g. IQ");
        }

        if (!Enum.IsDefined(hints.DateOrder))
        {
            errors.Add("article.hints.date_order", "is not a value of DateOrder");
        }

        return new ArticleHints(NullIfEmpty(hints.OutletId), NullIfEmpty(hints.Country), EnumMapping.FromProto(hints.DateOrder), NullIfEmpty(hints.DefaultZone));
    }

    /// <summary>Whether a string has the form of an ISO 3166-1 alpha-2 code.</summary>
    public static bool IsCountryCode(string code) => code is [>= 'A' and <= 'Z', >= 'A' and <= 'Z'];

    private static string? NullIfEmpty(string value) => value.Length == 0 ? null : value;
}
