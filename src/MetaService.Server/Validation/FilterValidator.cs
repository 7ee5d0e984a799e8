using System.Globalization;
using Google.Protobuf.Collections;
using MetaService.Extraction.Dates;
using MetaService.Protos.V1;
using MetaService.Server.Mapping;

namespace MetaService.Server.Validation;

/// <summary>Reads an <see cref="ArticleFilter"/> as the store's filter.</summary>
internal static class FilterValidator
{
    private const int MaxNameLength = 300;
    private const int MaxQueryLength = 1000;
    private const int MaxValues = 50;

    /// <summary>The store's filter; what is wrong is noted in <paramref name="errors"/>.</summary>
    public static Storage.ArticleFilter Check(ArticleFilter? filter, FieldErrors errors)
    {
        if (filter is null)
        {
            return new Storage.ArticleFilter();
        }

        var from = Date("filter.published_from", filter.PublishedFrom, errors);
        var to = Date("filter.published_to", filter.PublishedTo, errors);
        if (from is { } first && to is { } last && first.First > last.Last)
        {
            errors.Add("filter.published_to", "lies before filter.published_from");
        }

        Countries("filter.focus_countries", filter.FocusCountries, errors);
        Countries("filter.mentioned_countries", filter.MentionedCountries, errors);
        Names("filter.outlets", filter.Outlets, errors);
        Names("filter.agencies", filter.Agencies, errors);
        Names("filter.actor_ids", filter.ActorIds, errors);
        Names("filter.actor_names", filter.ActorNames, errors);
        Names("filter.places", filter.Places, errors);
        Names("filter.admin1", filter.Admin1, errors);
        Names("filter.languages", filter.Languages, errors);
        for (var i = 0; i < filter.ActorTypes.Count; i++)
        {
            if (filter.ActorTypes[i] == ActorType.Unspecified || !Enum.IsDefined(filter.ActorTypes[i]))
            {
                errors.Add($"filter.actor_types[{i}]", "is not a type of ActorType");
            }
        }

        if (!(filter.MinConfidence is >= 0 and <= 1))
        {
            errors.Add("filter.min_confidence", "must be 0 to 1");
        }

        if (filter.Query.Length > MaxQueryLength)
        {
            errors.Add("filter.query", $"has {filter.Query.Length} characters, more than {MaxQueryLength}");
        }

        return new Storage.ArticleFilter
        {
            PublishedFrom = from,
            PublishedTo = to,
            Outlets = filter.Outlets,
            Agencies = filter.Agencies,
            FocusCountries = filter.FocusCountries,
            MentionedCountries = filter.MentionedCountries,
            ActorIds = filter.ActorIds,
            ActorNames = filter.ActorNames,
            ActorTypes = [.. filter.ActorTypes.Select(EnumMapping.FromProto)],
            Places = filter.Places,
            Admin1 = filter.Admin1,
            Languages = filter.Languages,
            MinConfidence = filter.MinConfidence > 0 ? filter.MinConfidence : null,
            HasWarnings = filter.HasHasWarnings ? filter.HasWarnings : null,
            Text = string.IsNullOrWhiteSpace(filter.Query) ? null : filter.Query,
        };
    }

    /// <summary>An ISO 8601 day, month or year; null where empty or wrong.</summary>
    private static PartialDate? Date(string field, string value, FieldErrors errors)
    {
        if (value.Length == 0)
        {
            return null;
        }

        string[] formats = ["yyyy-MM-dd", "yyyy-MM", "yyyy"];
        for (var i = 0; i < formats.Length; i++)
        {
            if (DateOnly.TryParseExact(value, formats[i], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            {
                return i == 0 ? new PartialDate(day) : i == 1 ? new PartialDate(day.Year, day.Month) : new PartialDate(day.Year);
            }
        }

        errors.Add(field, "must be an ISO 8601 day, month or year, e.g. 2019-08-24, 2019-08 or 2019");
        return null;
    }

    private static void Countries(string field, RepeatedField<string> codes, FieldErrors errors)
    {
        Count(field, codes.Count, errors);
        for (var i = 0; i < codes.Count; i++)
        {
            if (!ArticleValidator.IsCountryCode(codes[i]))
            {
                errors.Add($"{field}[{i}]", "must be an ISO 3166-1 alpha-2 code in capitals, e.g. IQ");
            }
        }
    }

    private static void Names(string field, RepeatedField<string> names, FieldErrors errors)
    {
        Count(field, names.Count, errors);
        for (var i = 0; i < names.Count; i++)
        {
            if (string.IsNullOrWhiteSpace(names[i]) || names[i].Length > MaxNameLength)
            {
                errors.Add($"{field}[{i}]", $"must hold 1 to {MaxNameLength} characters");
            }
        }
    }

    private static void Count(string field, int count, FieldErrors errors)
    {
        if (count > MaxValues)
        {
            errors.Add(field, $"has {count} values, more than {MaxValues}");
        }
    }
}
