using System.Globalization;
using MetaService.Extraction;
using MetaService.Extraction.Dates;

namespace MetaService.Storage.Indexing;

/// <summary>Reads from an article's printed date which order its outlet uses, where the numbers leave no choice.</summary>
internal static class DateOrderProof
{
    /// <summary>
    /// The order that the printed publication or modification date proves, <see cref="DateOrder.Unknown"/> where it proves none:
    /// <c>24/08/2019</c> proves day first, <c>08/24/2019</c> month first, <c>08/09/2019</c> nothing.
    /// </summary>
    internal static DateOrder Of(ArticleMetadata metadata)
    {
        var order = Of(metadata, metadata.Header.Published);
        return order != DateOrder.Unknown ? order : Of(metadata, metadata.Header.Modified);
    }

    private static DateOrder Of(ArticleMetadata metadata, Finding<DateStamp>? finding)
    {
        var text = metadata.Text.Text;
        foreach (var span in finding?.Spans ?? [])
        {
            if (span.Start >= 0 && span.Length > 0 && span.End <= text.Length && Of(span.Of(text)) is var order and not DateOrder.Unknown)
            {
                return order;
            }
        }

        return DateOrder.Unknown;
    }

    /// <summary>Looks for the first number-separator-number-separator-number of a printed date.</summary>
    internal static DateOrder Of(ReadOnlySpan<char> printed)
    {
        for (var i = 0; i < printed.Length; i++)
        {
            if (char.IsAsciiDigit(printed[i]) && (i == 0 || !char.IsAsciiLetterOrDigit(printed[i - 1])))
            {
                var at = i;
                if (Number(printed, ref at, out var first, out var firstDigits) && Separator(printed, ref at, out var separator)
                    && Number(printed, ref at, out var second, out _) && Separator(printed, ref at, out var again) && again == separator
                    && Number(printed, ref at, out _, out var thirdDigits))
                {
                    return (firstDigits, thirdDigits) switch
                    {
                        (4, <= 2) when second <= 12 => DateOrder.YearMonthDay,
                        ( <= 2, 4) when first is > 12 and <= 31 && second is >= 1 and <= 12 => DateOrder.DayMonthYear,
                        ( <= 2, 4) when second is > 12 and <= 31 && first is >= 1 and <= 12 => DateOrder.MonthDayYear,
                        _ => DateOrder.Unknown,
                    };
                }
            }
        }

        return DateOrder.Unknown;
    }

    private static bool Number(ReadOnlySpan<char> text, ref int at, out int value, out int digits)
    {
        var start = at;
        while (at < text.Length && char.IsAsciiDigit(text[at]) && at - start < 5)
        {
            at++;
        }

        digits = at - start;
        value = 0;
        return digits is > 0 and <= 4 && int.TryParse(text[start..at], NumberStyles.None, CultureInfo.InvariantCulture, out value);
    }

    private static bool Separator(ReadOnlySpan<char> text, ref int at, out char separator)
    {
        separator = at < text.Length ? text[at] : '\0';
        at++;
        return separator is '/' or '-' or '.';
    }
}
