package com.shemamusic.test;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.springframework.test.context.TestContextAnnotationUtils;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/** Gives test methods a client of the service under test. */
final class ApiParameter implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Api.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        ServiceTest test =
                TestContextAnnotationUtils.findMergedAnnotation(context.getRequiredTestClass(), ServiceTest.class);
        Integer port = SpringExtension.getApplicationContext(context)
                .getEnvironment()
                .getProperty("local.server.port", Integer.class);
        if (test == null || port == null) {
            throw new IllegalStateException("An Api needs @ServiceTest and a running web server");
        }
        Api api = Api.of(port, test.value() + "-service");
        return test.documented() ? api.documented() : api;
    }
}
