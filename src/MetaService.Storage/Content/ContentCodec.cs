using System.Buffers;
using System.IO.Compression;
using System.Text;

namespace MetaService.Storage.Content;

/// <summary>
/// Packs texts and bytes for the file: one byte that says how, then the content. Brotli carries a dictionary of common English words,
/// so that even short articles shrink; what does not shrink is kept as it is.
/// </summary>
internal static class ContentCodec
{
    private const byte Compressed = 1;

    /// <summary>The text holds lone surrogates, which UTF-8 cannot carry.</summary>
    private const byte Utf16 = 2;

    /// <summary>Below this many bytes, compressing costs more than it saves.</summary>
    private const int SmallestCompressed = 128;

    private const int Quality = 2;

    private static readonly UTF8Encoding _strictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Packs a text; any string comes back as it was.</summary>
    internal static byte[] PackText(string text)
    {
        try
        {
            return Pack(_strictUtf8.GetBytes(text), 0);
        }
        catch (EncoderFallbackException)
        {
            return Pack(System.Runtime.InteropServices.MemoryMarshal.AsBytes(text.AsSpan()), Utf16);
        }
    }

    /// <summary>Packs bytes.</summary>
    internal static byte[] PackBytes(ReadOnlySpan<byte> bytes) => Pack(bytes, 0);

    /// <summary>The text that was packed.</summary>
    /// <exception cref="StorageCorruptException">The bytes are damaged.</exception>
    internal static string UnpackText(byte[] packed)
    {
        var bytes = UnpackBytes(packed);
        return (packed[0] & Utf16) != 0
            ? new string(System.Runtime.InteropServices.MemoryMarshal.Cast<byte, char>(bytes))
            : Encoding.UTF8.GetString(bytes);
    }

    /// <summary>The bytes that were packed.</summary>
    /// <exception cref="StorageCorruptException">The bytes are damaged.</exception>
    internal static byte[] UnpackBytes(byte[] packed)
    {
        if (packed.Length == 0 || packed[0] > (Compressed | Utf16))
        {
            throw Damaged();
        }

        if ((packed[0] & Compressed) == 0)
        {
            return packed[1..];
        }

        // Behind the first byte stands the length before compression.
        if (packed.Length < 5)
        {
            throw Damaged();
        }

        var length = BitConverter.ToInt32(packed, 1);
        if (length is < 0 or > 1 << 30)
        {
            throw Damaged();
        }

        var bytes = new byte[length];
        return BrotliDecoder.TryDecompress(packed.AsSpan(5), bytes, out var written) && written == length ? bytes : throw Damaged();
    }

    private static byte[] Pack(ReadOnlySpan<byte> bytes, byte kind)
    {
        if (bytes.Length >= SmallestCompressed)
        {
            var buffer = ArrayPool<byte>.Shared.Rent(bytes.Length + 5);
            try
            {
                var window = Math.Clamp(32 - System.Numerics.BitOperations.LeadingZeroCount((uint)bytes.Length), 10, 20);
                if (BrotliEncoder.TryCompress(bytes, buffer.AsSpan(5, bytes.Length - 5), out var written, Quality, window))
                {
                    buffer[0] = (byte)(kind | Compressed);
                    BitConverter.TryWriteBytes(buffer.AsSpan(1), bytes.Length);
                    return buffer.AsSpan(0, written + 5).ToArray();
                }
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(buffer);
            }
        }

        var plain = new byte[bytes.Length + 1];
        plain[0] = kind;
        bytes.CopyTo(plain.AsSpan(1));
        return plain;
    }

    private static StorageCorruptException Damaged() =>
        new("A stored article is damaged. Run the check command and restore the last backup.");
}
