package cn.qingzheng.console.command;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import cn.qingzheng.console.config.LogFormat;
import org.slf4j.LoggerFactory;

/** Has the log written as the settings say; {@code logback.xml} alone writes text. */
final class LogSetup {
  private LogSetup() {}

  static void apply(LogFormat format) {
    if (format == LogFormat.JSON && LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      context.getLogger(Logger.ROOT_LOGGER_NAME).iteratorForAppenders().forEachRemaining(appender -> {
        if (appender instanceof OutputStreamAppender<ILoggingEvent> out && !(out.getEncoder() instanceof JsonEncoder)) {
          JsonEncoder json = new JsonEncoder();
          json.setContext(context);
          json.setWithMessage(false);
          json.setWithArguments(false);
          json.setWithFormattedMessage(true);
          json.start();
          // Not stopped for it: stopping ends the rolling policy, and the appender would not start again.
          out.setEncoder(json);
        }
      });
    }
  }
}
