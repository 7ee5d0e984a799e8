using System.Text.Unicode;
using Google.Protobuf.Reflection;

namespace MetaService.Server.Validation;

/// <summary>
/// Finds text that is no UTF-8 in an encoded message. The message runtime would put U+FFFD in its place, and offsets into
/// the text as received would no longer hold.
/// </summary>
internal static class Utf8Check
{
    private const int MaxDepth = 100;

    /// <summary>Path of the first string field that is no UTF-8, e.g. <c>article.text</c>; null where all are, or where the encoding itself is broken.</summary>
    public static string? FindInvalid(ReadOnlySpan<byte> message, MessageDescriptor type) => FindInvalid(message, type, 0);

    private static string? FindInvalid(ReadOnlySpan<byte> message, MessageDescriptor type, int depth)
    {
        while (message.Length > 0 && depth < MaxDepth)
        {
            if (!TryReadVarint(ref message, out var tag) || !TryReadValue(ref message, (int)(tag & 7), out var value))
            {
                return null;
            }

            if ((tag & 7) != 2 || type.FindFieldByNumber((int)(tag >> 3)) is not { } field)
            {
                continue;
            }

            if (field.FieldType == FieldType.String)
            {
                if (!Utf8.IsValid(value))
                {
                    return field.Name;
                }
            }
            else if (field.FieldType == FieldType.Message && FindInvalid(value, field.MessageType, depth + 1) is { } inner)
            {
                return $"{field.Name}.{inner}";
            }
        }

        return null;
    }

    private static bool TryReadValue(ref ReadOnlySpan<byte> from, int wireType, out ReadOnlySpan<byte> value)
    {
        value = default;
        ulong length;
        switch (wireType)
        {
            case 0:
                return TryReadVarint(ref from, out _);
            case 1:
                length = 8;
                break;
            case 2:
                if (!TryReadVarint(ref from, out length))
                {
                    return false;
                }

                break;
            case 5:
                length = 4;
                break;
            default:
                return false;
        }

        if (length > (ulong)from.Length)
        {
            return false;
        }

        value = from[..(int)length];
        from = from[(int)length..];
        return true;
    }

    private static bool TryReadVarint(ref ReadOnlySpan<byte> from, out ulong value)
    {
        value = 0;
        for (var i = 0; i < Math.Min(10, from.Length); i++)
        {
            value |= (ulong)(from[i] & 0x7F) << (7 * i);
            if (from[i] < 0x80)
            {
                from = from[(i + 1)..];
                return true;
            }
        }

        return false;
    }
}
