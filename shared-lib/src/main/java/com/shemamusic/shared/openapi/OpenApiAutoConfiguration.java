package com.shemamusic.shared.openapi;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.shemamusic.shared.autoconfigure.SharedAutoConfiguration;
import com.shemamusic.shared.page.Paging;
import com.shemamusic.shared.security.Actor;
import com.shemamusic.shared.security.Caller;
import com.shemamusic.shared.validation.Query;
import com.shemamusic.shared.web.IfMatch;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.List;
import java.util.Locale;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;

/** The OpenAPI document of a service under {@code /openapi}, made from its controllers and records. */
@AutoConfiguration(after = SharedAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass({OperationCustomizer.class, OpenAPI.class})
public class OpenApiAutoConfiguration {

    static {
        SpringDocUtils.getConfig()
                .addRequestWrapperToIgnore(Actor.class, Caller.class, IfMatch.class, Paging.class)
                .addAnnotationsToIgnore(Query.class);
    }

    @Bean
    OpenAPI document(@Value("${spring.application.name}") String service) {
        return new OpenAPI()
                .info(new Info().title("Shema Music: " + service).version("1"))
                .components(new Components()
                        .addSchemas("Error", error())
                        .responses(RefusalDocumentation.shared())
                        .addSecuritySchemes(
                                OperationDocumentation.BEARER,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")
                                        .description("An admin's access token, or a Firebase ID token")));
    }

    /** Field names as the service writes them. */
    @Bean
    ModelResolver modelResolver(ObjectMapper mapper) {
        return new ModelResolver(mapper, new NestedNames());
    }

    @Bean
    OwnTypes ownTypes(ObjectMapper mapper) {
        return new OwnTypes(mapper);
    }

    @Bean
    AnswerDocumentation answerDocumentation() {
        return new AnswerDocumentation();
    }

    @Bean
    OperationCustomizer operationDocumentation(AnswerDocumentation answers) {
        return new OperationDocumentation(answers);
    }

    /** What stands in no signature is added before the fields of answers are looked at. */
    @Bean
    GlobalOpenApiCustomizer answersAreComplete(AnswerDocumentation answers, OwnTypes types) {
        ResponseFields fields = new ResponseFields(types.optional());
        return document -> {
            answers.complete(document);
            fields.customise(document);
        };
    }

    /** Enum values as they are written in JSON. */
    @Bean
    GlobalOpenApiCustomizer lowerCaseEnums() {
        return document -> {
            Components components = document.getComponents();
            if (components != null && components.getSchemas() != null) {
                components.getSchemas().values().forEach(OpenApiAutoConfiguration::lowerCase);
            }
            if (document.getPaths() != null) {
                document.getPaths().values().stream()
                        .flatMap(path -> path.readOperations().stream())
                        .filter(operation -> operation.getParameters() != null)
                        .flatMap(operation -> operation.getParameters().stream())
                        .filter(parameter -> parameter.getSchema() != null)
                        .forEach(parameter -> lowerCase(parameter.getSchema()));
            }
        };
    }

    private static void lowerCase(Schema<?> schema) {
        if (schema instanceof StringSchema text && text.getEnum() != null) {
            text.setEnum(text.getEnum().stream()
                    .map(value -> value.toLowerCase(Locale.ROOT))
                    .toList());
        }
        if (schema.getItems() != null) {
            lowerCase(schema.getItems());
        }
        if (schema.getProperties() != null) {
            schema.getProperties().values().forEach(OpenApiAutoConfiguration::lowerCase);
        }
    }

    private static Schema<?> error() {
        Schema<?> error = new ObjectSchema();
        error.addProperty("error", new StringSchema().description("A text for a person"));
        error.addProperty("code", new StringSchema());
        error.addProperty("details", new ObjectSchema());
        error.addProperty("request_id", new StringSchema());
        error.setRequired(List.of("error", "code", "details", "request_id"));
        return error;
    }
}
