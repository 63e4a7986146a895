package cn.qingzheng.console.web;

import cn.qingzheng.console.web.reply.ReplyConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.ConfigurationPropertiesAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.servlet.autoconfigure.HttpEncodingAutoConfiguration;
import org.springframework.boot.servlet.autoconfigure.MultipartAutoConfiguration;
import org.springframework.boot.thymeleaf.autoconfigure.ThymeleafAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.boot.servlet.autoconfigure.MultipartAutoConfiguration;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.web.servlet.config.annotation.AsyncSupportConfigurer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Names everything that is started; nothing is found by scanning the class path. */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration({
  ConfigurationPropertiesAutoConfiguration.class,
  PropertyPlaceholderAutoConfiguration.class,
  TomcatServletWebServerAutoConfiguration.class,
  MultipartAutoConfiguration.class,
  DispatcherServletAutoConfiguration.class,
  WebMvcAutoConfiguration.class,
  HttpMessageConvertersAutoConfiguration.class,
  HttpEncodingAutoConfiguration.class,
  ErrorMvcAutoConfiguration.class,
  ThymeleafAutoConfiguration.class,
  SecurityAutoConfiguration.class,
  ServletWebSecurityAutoConfiguration.class,
  SecurityFilterAutoConfiguration.class
})
@Import({
  EveryPage.class,
  OverviewController.class,
  SearchController.class,
  SavedSearchController.class,
  BatchSearchController.class,
  SearchExportController.class,
  PageController.class,
  FindingController.class,
  CaseController.class,
  DeskController.class,
  DeskActs.class,
  EvidenceController.class,
  CaseWorkController.class,
  SubjectController.class,
  ReportingController.class,
  HealthController.class,
  MetricsController.class,
  SecurityConfiguration.class,
  SignInController.class,
  DecisionController.class,
  LeadController.class,
  NoticeController.class,
  SourceController.class,
  OfficerController.class,
  AuditController.class,
  SystemController.class,
  NoticeReplyController.class,
  ReplyConfiguration.class,
  TaskController.class
})
class WebConfiguration {
  /** What is streamed beside a request shows what the request may see. */
  @Bean
  WebMvcConfigurer beside() {
    SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor("beside-");
    executor.setTaskDecorator(Sight.carried());
    return new WebMvcConfigurer() {
      @Override
      public void configureAsyncSupport(AsyncSupportConfigurer async) {
        async.setTaskExecutor(executor);
      }
    };
  }

  /** Tomcat has its own words for what it refuses before anybody here is asked. */
  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> refusals() {
    return factory -> factory.addContextCustomizers(c -> c.getParent().getPipeline().addValve(new ChineseErrors()));
  }

  @Bean
  SafetyFilter safetyFilter(WebSettings settings) {
    return new SafetyFilter(settings);
  }
}
