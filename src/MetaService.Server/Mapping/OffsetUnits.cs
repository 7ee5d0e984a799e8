using System.Collections;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using MetaService.Protos.V1;

namespace MetaService.Server.Mapping;

/// <summary>Counts the offsets of an answer in the unit that the caller asked for.</summary>
internal static class OffsetUnits
{
    /// <summary>Rewrites all spans of <paramref name="metadata"/>, which counts UTF-16 code units of <paramref name="text"/>.</summary>
    public static void Convert(ArticleMetadata metadata, string text, OffsetUnit unit)
    {
        if (unit is not (OffsetUnit.Utf8Bytes or OffsetUnit.CodePoints))
        {
            return;
        }

        var map = unit == OffsetUnit.Utf8Bytes ? Utf8Map(text) : CodePointMap(text);
        Rewrite(metadata, map);
        metadata.OffsetUnit = unit;
    }

    private static void Rewrite(IMessage message, int[] map)
    {
        if (message is Span span)
        {
            var start = Math.Clamp(span.Start, 0, map.Length - 1);
            var end = Math.Clamp(span.Start + span.Length, start, map.Length - 1);
            span.Start = map[start];
            span.Length = map[end] - map[start];
            return;
        }

        foreach (var field in message.Descriptor.Fields.InFieldNumberOrder())
        {
            if (field.FieldType != FieldType.Message)
            {
                continue;
            }

            var value = field.Accessor.GetValue(message);
            if (value is IMessage inner)
            {
                Rewrite(inner, map);
            }
            else if (value is IList list)
            {
                foreach (IMessage item in list)
                {
                    Rewrite(item, map);
                }
            }
        }
    }

    /// <summary>Bytes before each UTF-16 code unit; a lone surrogate counts as the three bytes of U+FFFD.</summary>
    private static int[] Utf8Map(string text)
    {
        var map = new int[text.Length + 1];
        for (int i = 0, bytes = 0; i < text.Length; i++)
        {
            var c = text[i];
            var pair = char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
            if (pair)
            {
                map[++i] = bytes;
                bytes += 4;
            }
            else
            {
                bytes += c < 0x80 ? 1 : c < 0x800 ? 2 : 3;
            }

            map[i + 1] = bytes;
        }

        return map;
    }

    private static int[] CodePointMap(string text)
    {
        var map = new int[text.Length + 1];
        for (int i = 0, points = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                map[++i] = points;
            }

            map[i + 1] = ++points;
        }

        return map;
    }
}
