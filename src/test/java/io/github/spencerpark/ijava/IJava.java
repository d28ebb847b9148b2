package io.github.spencerpark.ijava;

import io.github.spencerpark.jupyter.kernel.BaseKernel;

/**
 * Stands for the main class of IJava, which is in no repository: the one method that Blackout
 * calls, on the library that IJava is built on.
 */
public final class IJava {

  private static BaseKernel kernel;

  private IJava() {}

  public static BaseKernel getKernelInstance() {
    return kernel;
  }

  public static void run(BaseKernel running) {
    kernel = running;
  }
}
