# One image per app: docker build --build-arg APP=course-service -t shemamusic/course-service .
# The migrator:      docker build --build-arg APP=db --target migrator -t shemamusic/migrator .
# Both machines:     docker buildx build --platform linux/amd64,linux/arm64 …
ARG JAVA=25

FROM maven:3.9-eclipse-temurin-${JAVA} AS build
WORKDIR /build
COPY . .
# All apps at once; the seven builds share this step. /training is the program that trains start-up caches.
RUN --mount=type=cache,target=/root/.m2/repository \
    mvn -B -ntp -T 1C package -Dmaven.test.skip=true -Dspotless.check.skip=true \
    && mkdir /training \
    && tr ':' '\n' <suite/target/launcher.classpath | xargs -I jar cp jar /training/ \
    && cp suite/target/suite-*.jar /training/

FROM build AS layers
ARG APP
# The migrator has no layers: it is one small jar.
RUN mkdir -p /layers/dependencies /layers/snapshot-dependencies /layers/application \
    && if [ "$APP" = db ]; then cp db/target/db-*-exec.jar /layers/application/app.jar; else \
      cp ${APP}/target/${APP}-*.jar app.jar && java -Djarmode=tools -jar app.jar extract --layers --force --destination /layers; fi

FROM eclipse-temurin:${JAVA}-jre AS base
RUN useradd --system --uid 10001 --no-create-home --home-dir /app shema
WORKDIR /app
# What changes least comes first.
COPY deploy/image/java.options deploy/image/healthy ./
COPY --from=layers /layers/dependencies/ ./
COPY --from=layers /layers/snapshot-dependencies/ ./
COPY --from=layers /layers/application/ ./
# The C library would keep a pool of memory per thread otherwise. One JSON object a line, in every profile.
ENV LANG=C.UTF-8 \
    MALLOC_ARENA_MAX=2 \
    LOGGING_STRUCTURED_FORMAT_CONSOLE=com.shemamusic.shared.log.JsonLogFormatter
USER 10001:10001

FROM base AS migrator
ENTRYPOINT ["java", "@java.options", "-XX:TieredStopAtLevel=1", "-jar", "app.jar"]

FROM base AS training
ARG APP
COPY --from=build /training/ /training/
# Without profiles in it, which would make the second compiler busy with the start-up itself.
RUN java -Dlogback.configurationFile=launcher-logback.xml -cp '/training/*' com.shemamusic.suite.launcher.ImageTraining ${APP} \
    java @java.options -XX:TieredStopAtLevel=1 -XX:AOTCacheOutput=/tmp/start.aot -jar app.jar

FROM base AS app
COPY --from=training /tmp/start.aot ./
# Ends the build if the cache would not be used.
RUN ["java", "@java.options", "-XX:AOTCache=start.aot", "-XX:AOTMode=on", "-cp", "app.jar", "-version"]
HEALTHCHECK --interval=5s --timeout=5s --start-period=180s --retries=3 CMD ["./healthy"]
ENTRYPOINT ["java", "@java.options", "-XX:AOTCache=start.aot", "-jar", "app.jar"]
