using System.Globalization;
using Microsoft.ML.OnnxRuntime;

namespace ProvenanceAudit.MachineLearning.Embedding.Onnx;

/// <summary>Where ONNX Runtime runs a model, and in what portions.</summary>
/// <param name="Name"><c>cpu</c> or <c>cuda:N</c>.</param>
/// <param name="Options">Settings of a session there.</param>
/// <param name="AtOnce">Batches at a time.</param>
/// <param name="TokensAtOnce">Tokens in a batch, padding included.</param>
internal sealed record OnnxDevice(string Name, SessionOptions Options, int AtOnce, int TokensAtOnce)
{
    private const string Cuda = "CUDAExecutionProvider";

    // On a CPU, batches of more tokens fall out of the caches and gain nothing; a GPU wants more to do at once.
    private const int CpuTokens = 2048;
    private const int CudaTokens = 32768;

    /// <summary>Opens a device.</summary>
    /// <param name="device"><c>auto</c> (CUDA where ONNX Runtime has it and it starts), <c>cpu</c>, or <c>cuda:N</c>.</param>
    /// <exception cref="EmbedderUnusableException">A CUDA device is asked for that ONNX Runtime cannot use.</exception>
    public static OnnxDevice Open(string device)
    {
        bool asked = device.StartsWith("cuda:", StringComparison.Ordinal);
        bool there = OrtEnv.Instance().GetAvailableProviders().Contains(Cuda);
        if (device == "cpu" || (!asked && !there))
            return OpenCpu();
        if (!there)
        {
            throw new EmbedderUnusableException($"{device} is asked for, but this program's ONNX Runtime runs on the CPU alone: put the native libraries of the package "
                + "Microsoft.ML.OnnxRuntime.Gpu beside the program in place of its own, or take the device cpu");
        }
        SessionOptions options = NewOptions();
        int number = asked ? int.Parse(device.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture) : 0;
        try
        {
            options.AppendExecutionProvider_CUDA(number);
            return new OnnxDevice($"cuda:{number}", options, AtOnce: 1, CudaTokens);
        }
        catch (OnnxRuntimeException e)
        {
            options.Dispose();
            return asked
                ? throw new EmbedderUnusableException($"ONNX Runtime cannot use {device}: {e.Message}; see that the GPU's driver and the CUDA libraries are there, or take the device cpu", e)
                : OpenCpu();
        }
    }

    private static OnnxDevice OpenCpu()
    {
        // A batch a core: threads that share a batch wait for each other at every step of the model.
        SessionOptions options = NewOptions();
        options.IntraOpNumThreads = 1;
        return new OnnxDevice("cpu", options, Environment.ProcessorCount, CpuTokens);
    }

    private static SessionOptions NewOptions() =>
        new() { GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
}
