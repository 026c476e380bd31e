using System.Globalization;
using Microsoft.ML.OnnxRuntime;

namespace ProvenanceAudit.MachineLearning.Embedding.Onnx;

/// <summary>Where ONNX Runtime runs a model.</summary>
internal static class OnnxDevice
{
    private const string Cuda = "CUDAExecutionProvider";

    /// <summary>Settings of a session on a device.</summary>
    /// <param name="device"><c>auto</c> (CUDA where ONNX Runtime has it and it starts), <c>cpu</c>, or <c>cuda:N</c>.</param>
    /// <exception cref="EmbedderUnusableException">A CUDA device is asked for that ONNX Runtime cannot use.</exception>
    public static SessionOptions Options(string device)
    {
        var options = new SessionOptions { GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
        bool asked = device.StartsWith("cuda:", StringComparison.Ordinal);
        bool there = OrtEnv.Instance().GetAvailableProviders().Contains(Cuda);
        if (device == "cpu" || (!asked && !there))
            return options;
        try
        {
            if (!there)
                throw new EmbedderUnusableException($"{device} is asked for, but this program's ONNX Runtime runs on the CPU alone: put the native libraries of the package "
                    + "Microsoft.ML.OnnxRuntime.Gpu beside the program in place of its own, or take --device cpu");
            options.AppendExecutionProvider_CUDA(asked ? int.Parse(device.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture) : 0);
            return options;
        }
        catch (OnnxRuntimeException) when (!asked)
        {
            return options;
        }
        catch (OnnxRuntimeException e)
        {
            options.Dispose();
            throw new EmbedderUnusableException($"ONNX Runtime cannot use {device}: {e.Message}; see that the GPU's driver and the CUDA libraries are there, or take --device cpu", e);
        }
        catch (EmbedderUnusableException)
        {
            options.Dispose();
            throw;
        }
    }
}
